// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;

/** The limit of signed tokens: RSA-2048 signatures with SHA-256 by the platform's own provider, on one thread. */
final class RawSigning implements Contender {

    private static final int KEY_BITS = 2048;
    private static final int MESSAGE_BYTES = 500;

    private final Signature signature;
    private final byte[] message = new byte[MESSAGE_BYTES];

    RawSigning() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA256withRSA", e);
        }
    }

    @Override
    public Sample run(Duration duration) {
        long start = System.nanoTime();
        long count = 0;
        long now;
        try {
            do {
                signature.update(message);
                message[0] ^= signature.sign()[0];
                count++;
                now = System.nanoTime();
            } while (now - start < duration.toNanos());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new Sample(count, now - start, now - start);
    }
}
