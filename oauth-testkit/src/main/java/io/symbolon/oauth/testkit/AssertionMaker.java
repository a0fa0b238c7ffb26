// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A trusted issuer, or a client, that signs assertions with a key of its own (RFC 7523): for tests of an application that
 * takes any. Each assertion is a new one, and good for a minute. Safe for use by many threads.
 */
public final class AssertionMaker {

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final String issuer;
    private final KeyPair key;
    private final AtomicLong made = new AtomicLong();

    private AssertionMaker(String issuer, KeyPair key) {
        this.issuer = issuer;
        this.key = key;
    }

    /** One with a new key for ES256. */
    public static AssertionMaker named(String issuer) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new AssertionMaker(issuer, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** Its public key as a JWK Set (RFC 7517 §5), for the registration. */
    public String jwks() {
        ECPublicKey publicKey = (ECPublicKey) key.getPublic();
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"test\",\"use\":\"sig\",\"x\":\""
                + coordinate(publicKey.getW().getAffineX()) + "\",\"y\":\""
                + coordinate(publicKey.getW().getAffineY()) + "\"}]}";
    }

    /** An assertion about somebody, for the server with this issuer identifier. */
    public String assertion(String subject, String audience, Instant now) {
        return signed("{\"iss\":" + Json.quoted(issuer) + ",\"sub\":" + Json.quoted(subject) + ",\"aud\":"
                + Json.quoted(audience) + ",\"iat\":" + now.getEpochSecond() + ",\"exp\":"
                + now.plus(LIFETIME).getEpochSecond() + ",\"jti\":\"test-" + made.incrementAndGet() + "\"}");
    }

    /** These claims, a JSON object, signed. */
    public String signed(String claims) {
        String input = base64("{\"alg\":\"ES256\",\"kid\":\"test\"}".getBytes(StandardCharsets.UTF_8))
                + '.'
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + '.' + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with P-256", e);
        }
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
        return base64(padded);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
