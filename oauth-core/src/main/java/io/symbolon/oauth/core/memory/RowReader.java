// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import java.nio.charset.StandardCharsets;

/** Reads in the same order what {@link RowWriter} wrote. */
final class RowReader {

    private final byte[] bytes;
    private int next;

    RowReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int oneByte() {
        return bytes[next++] & 0xFF;
    }

    long eightBytes() {
        long value = Longs.read(bytes, next);
        next += Long.BYTES;
        return value;
    }

    long unsigned() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = bytes[next++];
            value |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    /** A number that counts something in the row. */
    int count() {
        return Math.toIntExact(unsigned());
    }

    long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    byte[] bytes() {
        byte[] content = new byte[count()];
        System.arraycopy(bytes, next, content, 0, content.length);
        next += content.length;
        return content;
    }

    String text() {
        int head = count();
        int length = head >>> 1;
        if ((head & 1) == 0) {
            char[] chars = new char[length];
            for (int i = 0; i < length; i++) {
                chars[i] = (char) unsigned();
            }
            return new String(chars);
        }
        String text = new String(bytes, next, length, StandardCharsets.ISO_8859_1);
        next += length;
        return text;
    }
}
