// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.X509CertUtils;
import io.symbolon.oauth.api.Secret;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes every mistake that verifiers of JWTs were ever found to make. A hostile token counts as one only if it is taken
 * here: so it is known to fail for its one reason and not for a slip in the test.
 */
final class GullibleVerifier {

    private final Map<String, KeyPair> keys;
    private final Map<String, PublicKey> internet;

    /**
     * @param keys the server's own, by their identifier
     * @param internet what an attacker has published, by its address
     */
    GullibleVerifier(Map<String, KeyPair> keys, Map<String, PublicKey> internet) {
        this.keys = keys;
        this.internet = internet;
    }

    boolean takes(Secret token) throws Exception {
        return takes(token.reveal());
    }

    private boolean takes(String token) throws Exception {
        String[] parts = token.split("\\.", -1);
        if (parts.length == 5) {
            return takes(decrypted(token));
        }
        Map<String, Object> header = JSONObjectUtils.parse(new Base64URL(parts[0]).decodeToString());
        String alg = String.valueOf(header.get("alg")).strip();
        if (alg.equalsIgnoreCase("none")) {
            return true;
        }
        byte[] input = (parts[0] + '.' + parts[1]).getBytes(US_ASCII);
        byte[] signature = new Base64URL(parts[2]).decode();
        PublicKey key = keyOf(header);
        if (alg.startsWith("HS")) {
            for (byte[] secret : encodingsOf(key)) {
                if (MessageDigest.isEqual(signature, Jca.sign(alg, new SecretKeySpec(secret, "Hmac"), input))) {
                    return true;
                }
            }
            return false;
        }
        return Jca.verify(alg, key, input, signature);
    }

    private String decrypted(String token) throws Exception {
        JWEObject encrypted = JWEObject.parse(token);
        KeyPair own = Objects.requireNonNull(keys.get(encrypted.getHeader().getKeyID()));
        encrypted.decrypt(new RSADecrypter(own.getPrivate()));
        return encrypted.getPayload().toString();
    }

    private PublicKey keyOf(Map<String, Object> header) throws Exception {
        if (header.get("jwk") instanceof Map<?, ?> jwk) {
            return publicKeyOf(JWK.parse(JSONObjectUtils.toJSONString(asMembers(jwk))));
        }
        if (header.get("x5c") instanceof List<?> chain) {
            byte[] certificate = Base64.getDecoder().decode((String) chain.get(0));
            return X509CertUtils.parseWithException(certificate).getPublicKey();
        }
        for (String address : List.of("jku", "x5u")) {
            if (header.containsKey(address)) {
                return Objects.requireNonNull(internet.get(header.get(address)));
            }
        }
        return Objects.requireNonNull(keys.get(header.get("kid"))).getPublic();
    }

    /** What careless programs have used as the secret of an HMAC when they were given a public key. */
    static List<byte[]> encodingsOf(PublicKey key) {
        String pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        String text = "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----";
        return Stream.of(key.getEncoded(), text.getBytes(UTF_8), (text + "\n").getBytes(UTF_8))
                .toList();
    }

    static PublicKey publicKeyOf(JWK jwk) throws Exception {
        return (PublicKey) KeyConverter.toJavaKeys(List.of(jwk)).get(0);
    }

    private static Map<String, Object> asMembers(Map<?, ?> jwk) {
        Map<String, Object> members = new LinkedHashMap<>();
        jwk.forEach((name, value) -> members.put((String) name, value));
        return members;
    }
}
