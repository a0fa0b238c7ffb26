// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The identifier of a grant: 16 random bytes. Its first 14 bits are the tag that the grant shares with all codes and
 * tokens made from it.
 *
 * @param high the first eight bytes, big-endian
 * @param low the last eight bytes
 */
public record GrantId(long high, long low) {

    /** The number of bytes. */
    public static final int LENGTH = 16;

    /**
     * Reads the 16 bytes of an identifier.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static GrantId fromBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a grant identifier has 16 bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new GrantId(buffer.getLong(), buffer.getLong());
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if the text is no grant identifier
     */
    public static GrantId parse(String text) {
        return fromBytes(Base64.getUrlDecoder().decode(text));
    }

    /** The 16 bytes; the caller owns the array. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    /** The tag, 0 to 16383. */
    public int tag() {
        return (int) (high >>> 50);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }

    /** 22 characters of base64url. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(toBytes());
    }
}
