// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of eight bytes within arrays of bytes, big-endian. */
final class Longs {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Longs() {}

    static long read(byte[] bytes, int start) {
        return (long) EIGHT_BYTES.get(bytes, start);
    }

    static void write(long value, byte[] bytes, int start) {
        EIGHT_BYTES.set(bytes, start, value);
    }
}
