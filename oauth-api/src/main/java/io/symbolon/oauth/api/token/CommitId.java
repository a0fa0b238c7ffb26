// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import java.nio.ByteBuffer;

/**
 * Names one commit: 16 random bytes, so that a commit whose answer was lost can be repeated and finds itself.
 *
 * @param high the first eight bytes, big-endian
 * @param low the last eight bytes
 */
public record CommitId(long high, long low) {

    /** The number of bytes. */
    public static final int LENGTH = 16;

    /** Reads the 16 bytes. */
    public static CommitId fromBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a commit identifier has 16 bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new CommitId(buffer.getLong(), buffer.getLong());
    }

    /** The 16 bytes; the caller owns the array. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }
}
