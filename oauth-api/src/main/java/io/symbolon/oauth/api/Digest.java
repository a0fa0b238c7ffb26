// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A SHA-256 digest: what is kept instead of a secret, and under what a code or token is found.
 *
 * @param a the first eight bytes, big-endian
 * @param b the next eight bytes
 * @param c the next eight bytes
 * @param d the last eight bytes
 */
public record Digest(long a, long b, long c, long d) {

    /** The number of bytes. */
    public static final int LENGTH = 32;

    /** The digest of the secret's UTF-8 bytes. */
    public static Digest of(Secret secret) {
        return of(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] content) {
        return fromBytes(sha256().digest(content));
    }

    /**
     * Reads the 32 bytes of a digest.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static Digest fromBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** The 32 bytes; the caller owns the array. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    /**
     * Reads what {@link #encoded} wrote.
     *
     * @throws IllegalArgumentException if it is no digest
     */
    public static Digest parse(String encoded) {
        return fromBytes(Base64.getUrlDecoder().decode(encoded));
    }

    /** The 32 bytes in base64url: 43 characters. */
    public String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(toBytes());
    }

    /** Compares in constant time. */
    public boolean matches(Digest other) {
        return ((a ^ other.a) | (b ^ other.b) | (c ^ other.c) | (d ^ other.d)) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    /** The first bytes only: enough to tell two apart in a log. */
    @Override
    public String toString() {
        return "sha256:" + Long.toHexString(a >>> 32);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
