// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.SigningKey;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * A key that is due.
 *
 * @param createdAt now
 * @param activeFrom when it will be used
 */
record NewKey(Instant createdAt, Instant activeFrom) {

    private static final int HMAC_BITS = 256;

    /** A key pair that signs; its identifier is its thumbprint (RFC 7638). */
    SigningKey forSignature(SignatureAlgorithm algorithm, int rsaBits) {
        try {
            JWK jwk = generate(algorithm, new JWSAlgorithm(algorithm.joseName()), rsaBits);
            return row(jwk.getKeyID(), SigningKey.Use.SIGNATURE, algorithm.joseName(), jwk);
        } catch (JOSEException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform makes no key for " + algorithm.joseName(), e);
        }
    }

    /** A secret key for HMAC with SHA-256. Of two nodes that make one in the same second, the first to insert it wins. */
    SigningKey forHmac(SigningKey.Use use) {
        try {
            String prefix = use == SigningKey.Use.REFRESH_TOKEN_MAC ? "mac-" : "suc-";
            String kid = prefix + Long.toString(createdAt.getEpochSecond(), Character.MAX_RADIX);
            OctetSequenceKey jwk = new OctetSequenceKeyGenerator(HMAC_BITS)
                    .keyID(kid)
                    .algorithm(JWSAlgorithm.HS256)
                    .generate();
            return row(kid, use, HmacKey.ALGORITHM, jwk);
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java platform makes no HMAC key", e);
        }
    }

    private SigningKey row(String kid, SigningKey.Use use, String algorithm, JWK jwk) {
        return new SigningKey(kid, use, algorithm, Secret.of(jwk.toJSONString()), createdAt, activeFrom);
    }

    private static JWK generate(SignatureAlgorithm algorithm, JWSAlgorithm name, int rsaBits)
            throws JOSEException, NoSuchAlgorithmException {
        return switch (algorithm) {
            case RS256, PS256 ->
                new RSAKeyGenerator(rsaBits)
                        .algorithm(name)
                        .keyUse(KeyUse.SIGNATURE)
                        .keyIDFromThumbprint(true)
                        .generate();
            case ES256 ->
                new ECKeyGenerator(Curve.P_256)
                        .algorithm(name)
                        .keyUse(KeyUse.SIGNATURE)
                        .keyIDFromThumbprint(true)
                        .generate();
            case EDDSA -> Ed25519.toJwk(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), name);
        };
    }
}
