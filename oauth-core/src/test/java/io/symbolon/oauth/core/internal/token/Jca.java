// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Mac;

/** Signatures and MACs by the {@code alg} of a header, whatever the key was meant for. */
final class Jca {

    private Jca() {}

    static byte[] sign(String alg, Key key, byte[] input) throws GeneralSecurityException {
        if (alg.startsWith("HS")) {
            Mac mac = Mac.getInstance("HmacSHA" + alg.substring(2));
            mac.init(key);
            return mac.doFinal(input);
        }
        Signature signature = signature(alg);
        signature.initSign((PrivateKey) key);
        signature.update(input);
        return signature.sign();
    }

    static boolean verify(String alg, PublicKey key, byte[] input, byte[] presented) throws GeneralSecurityException {
        Signature signature = signature(alg);
        signature.initVerify(key);
        signature.update(input);
        return signature.verify(presented);
    }

    private static Signature signature(String alg) throws GeneralSecurityException {
        String size = alg.substring(2);
        switch (alg.substring(0, 2)) {
            case "RS" -> {
                return Signature.getInstance("SHA" + size + "withRSA");
            }
            case "ES" -> {
                return Signature.getInstance("SHA" + size + "withECDSAinP1363Format");
            }
            case "PS" -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec(
                        "SHA-" + size, "MGF1", new MGF1ParameterSpec("SHA-" + size), Integer.parseInt(size) / 8, 1));
                return pss;
            }
            default -> {
                return Signature.getInstance("Ed25519");
            }
        }
    }
}
