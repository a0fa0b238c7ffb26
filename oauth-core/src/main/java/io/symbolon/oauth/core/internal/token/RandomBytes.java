// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Random bytes drawn from a generator in larger pieces, since each draw costs several hashes however short it is. What was
 * handed out is wiped here at once, so that the memory of this process tells no token that exists.
 */
final class RandomBytes {

    private static final int PIECE = 1024;

    private final SecureRandom generator;
    private final byte[] drawn = new byte[PIECE];
    private final ReentrantLock handingOut = new ReentrantLock();
    private int next = PIECE;

    RandomBytes(SecureRandom generator) {
        this.generator = generator;
    }

    /** Fresh bytes, at most 1024; the caller owns the array. */
    byte[] next(int count) {
        handingOut.lock();
        try {
            if (PIECE - next < count) {
                generator.nextBytes(drawn);
                next = 0;
            }
            byte[] bytes = Arrays.copyOfRange(drawn, next, next + count);
            Arrays.fill(drawn, next, next + count, (byte) 0);
            next += count;
            return bytes;
        } finally {
            handingOut.unlock();
        }
    }
}
