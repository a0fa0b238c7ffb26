// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What the album keeps of a password: a salted PBKDF2 (RFC 8018 §5.2), as text like {@code 210000$salt$key}.
 *
 * @param text iterations, salt and derived key
 */
record PasswordHash(String text) {

    private static final int ITERATIONS = 210_000;
    private static final int KEY_BITS = 256;

    /** Hashes a new password. */
    static PasswordHash of(Secret password) {
        return derive(password, ITERATIONS, Randomness.bytes(16));
    }

    /** Whether this is the password; takes as long for a wrong one as for the right one. */
    boolean matches(Secret presented) {
        String[] parts = text.split("\\$", -1);
        PasswordHash derived = derive(
                presented, Integer.parseInt(parts[0]), Base64.getDecoder().decode(parts[1]));
        return MessageDigest.isEqual(bytes(parts[2]), bytes(derived.text.split("\\$", -1)[2]));
    }

    @Override
    public String toString() {
        return "[pbkdf2]";
    }

    private static PasswordHash derive(Secret password, int iterations, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, KEY_BITS);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return new PasswordHash(iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no PBKDF2 with HMAC-SHA-512", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
