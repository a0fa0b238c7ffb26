// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.symbolon.oauth.quality.benchmarks.load.Crowd;
import io.symbolon.oauth.quality.benchmarks.server.Signing;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;

/** The limit of signed tokens: RSA-2048 signatures with SHA-256 by bare JCA, on all cores, and nothing else. */
final class RawSigning implements Crowd.Work {

    private static final int KEY_BITS = 2048;
    private static final int MESSAGE_BYTES = 500;

    private final Signature signature;
    private final byte[] message = new byte[MESSAGE_BYTES];

    private RawSigning(Signing by) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            signature = by == Signing.NATIVELY
                    ? Signature.getInstance("SHA256withRSA", AmazonCorrettoCryptoProvider.INSTANCE)
                    : Signature.getInstance("SHA256withRSA");
            signature.initSign(generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA256withRSA", e);
        }
    }

    static Crowd by(Signing signing) {
        return new Crowd(
                () -> new RawSigning(signing),
                () -> ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    @Override
    public int once() {
        try {
            signature.update(message);
            message[0] ^= signature.sign()[0];
            return 1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // a signature holds nothing
    }
}
