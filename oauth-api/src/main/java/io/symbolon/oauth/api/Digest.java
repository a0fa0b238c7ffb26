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

    private static final int CHARACTERS = 43;

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
        int length = encoded.endsWith("=") ? encoded.length() - 1 : encoded.length();
        if (length != CHARACTERS) {
            throw new IllegalArgumentException("a SHA-256 digest has 43 characters of base64url");
        }
        return new Digest(word(encoded, 0), word(encoded, 1), word(encoded, 2), word(encoded, 3));
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

    /** Eight bytes; the characters have six bits each, so that a word begins and ends within one, and more bits fall off. */
    private static long word(String encoded, int number) {
        int next = Long.SIZE * number / 6;
        int skipped = Long.SIZE * number % 6;
        long word = sextet(encoded.charAt(next++));
        int missing = Long.SIZE - (6 - skipped);
        while (missing > 0) {
            int taken = Math.min(6, missing);
            word = word << taken | sextet(encoded.charAt(next++)) >>> (6 - taken);
            missing -= taken;
        }
        return word;
    }

    private static int sextet(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        if (c == '-' || c == '_') {
            return c == '-' ? 62 : 63;
        }
        throw new IllegalArgumentException("a SHA-256 digest has 43 characters of base64url");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
