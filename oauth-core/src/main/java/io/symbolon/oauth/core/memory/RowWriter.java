// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import java.util.Arrays;

/** Writes a row, densely: small numbers and ASCII text take little. {@link RowReader} reads it. */
final class RowWriter {

    private byte[] bytes = new byte[128];
    private int length;

    byte[] toRow() {
        return Arrays.copyOf(bytes, length);
    }

    void oneByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void eightBytes(long value) {
        room(Long.BYTES);
        Longs.write(value, bytes, length);
        length += Long.BYTES;
    }

    /** Seven bits a byte, the lowest first; the top bit says that another byte follows. */
    void unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** Small negative numbers are short too. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    void bytes(byte[] content) {
        unsigned(content.length);
        room(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    /**
     * Any sequence of {@code char}s, half a surrogate pair as well: UTF-8 would replace it, and make two different
     * subjects one.
     */
    void text(String text) {
        boolean ascii = isAscii(text);
        unsigned(((long) text.length() << 1) | (ascii ? 1 : 0));
        if (ascii) {
            room(text.length());
            for (int i = 0; i < text.length(); i++) {
                bytes[length++] = (byte) text.charAt(i);
            }
        } else {
            text.chars().forEach(this::unsigned);
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
