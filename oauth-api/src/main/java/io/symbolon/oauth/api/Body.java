// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a message; immutable. Prints its length only, since it may hold secrets. */
public final class Body {

    private static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Body empty() {
        return EMPTY;
    }

    /** A copy of these bytes. */
    public static Body of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Body(bytes.clone());
    }

    /** A copy of some of these bytes. */
    public static Body of(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new Body(Arrays.copyOfRange(bytes, from, to));
    }

    /** The text in UTF-8. */
    public static Body utf8(CharSequence text) {
        byte[] ascii = new byte[text.length()];
        for (int i = 0; i < ascii.length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return new Body(text.toString().getBytes(StandardCharsets.UTF_8));
            }
            ascii[i] = (byte) c;
        }
        return ascii.length == 0 ? EMPTY : new Body(ascii);
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** One byte, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xFF;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The bytes read as UTF-8; what is malformed becomes U+FFFD. */
    public String asUtf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Writes all bytes. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "[" + bytes.length + " bytes]";
    }
}
