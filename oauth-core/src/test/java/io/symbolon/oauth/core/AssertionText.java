// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An assertion that is right in all, until a test makes it wrong in one. */
public final class AssertionText {

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    private AssertionText() {}

    /** A right one, for a client or of an issuer. */
    public static AssertionText of(String issuer, String subject, String audience, Instant now) {
        return new AssertionText()
                .header("alg", "ES256")
                .header("kid", "k-1")
                .claim("iss", issuer)
                .claim("sub", subject)
                .claim("aud", audience)
                .claim("iat", now.getEpochSecond())
                .claim("exp", now.getEpochSecond() + 60)
                .claim("jti", "j-1");
    }

    /** A key that signs with ES256. */
    public static ECKey newKey(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the key's owner publishes. */
    public static String jwksOf(ECKey... keys) {
        return new JWKSet(List.<JWK>of(keys)).toString(true);
    }

    public AssertionText header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    public AssertionText claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    public AssertionText without(String name) {
        header.remove(name);
        claims.remove(name);
        return this;
    }

    public String signedBy(ECKey key) {
        return signedBy(key, JSONObjectUtils.toJSONString(claims));
    }

    /** With this instead of the claims. */
    public String signedBy(ECKey key, String payload) {
        return signed(new JWSHeader(JWSAlgorithm.ES256), signer(key), payload);
    }

    public String withMac(String secret) {
        return withMac(secret.getBytes(StandardCharsets.UTF_8));
    }

    public String withMac(byte[] secret) {
        try {
            header.put("alg", "HS256");
            return signed(
                    new JWSHeader(JWSAlgorithm.HS256), new MACSigner(secret), JSONObjectUtils.toJSONString(claims));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String unsigned() {
        return input(JSONObjectUtils.toJSONString(claims)) + ".";
    }

    private String signed(JWSHeader used, JWSSigner signer, String payload) {
        try {
            String input = input(payload);
            return input + "." + signer.sign(used, input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECDSASigner signer(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String input(String payload) {
        return Base64URL.encode(JSONObjectUtils.toJSONString(header)) + "." + Base64URL.encode(payload);
    }
}
