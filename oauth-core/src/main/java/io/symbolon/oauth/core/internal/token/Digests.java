// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.core.internal.key.IdleEngines;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Digests of what is presented and minted, made by engines that are used again: a new one for each costs half a kilobyte. An
 * engine forgets what it has digested. Safe for use by many threads.
 */
@Singleton
public final class Digests {

    private final IdleEngines<Engine> idle = new IdleEngines<>();

    @Inject
    public Digests() {}

    /** The same as {@link Digest#of(Secret)}. */
    public Digest of(Secret secret) {
        @Nullable Engine waiting = idle.take();
        Engine engine = waiting == null ? new Engine() : waiting;
        Digest digest = engine.digest(secret.reveal());
        idle.giveBack(engine);
        return digest;
    }

    /** For one thread at a time. */
    private static final class Engine {

        private static final int SHORT = 128;

        private final MessageDigest sha256 = sha256();
        private final byte[] plain = new byte[SHORT];
        private final byte[] digested = new byte[Digest.LENGTH];

        Digest digest(String text) {
            if (isShortAscii(text)) {
                updateShort(text);
            } else {
                sha256.update(text.getBytes(StandardCharsets.UTF_8));
            }
            try {
                sha256.digest(digested, 0, digested.length);
            } catch (DigestException e) {
                throw new IllegalStateException("every SHA-256 has 32 bytes", e);
            }
            return Digest.fromBytes(digested);
        }

        private void updateShort(String text) {
            int length = text.length();
            for (int i = 0; i < length; i++) {
                plain[i] = (byte) text.charAt(i);
            }
            sha256.update(plain, 0, length);
            Arrays.fill(plain, 0, length, (byte) 0);
        }

        private static boolean isShortAscii(String text) {
            int length = text.length();
            if (length > SHORT) {
                return false;
            }
            int all = 0;
            for (int i = 0; i < length; i++) {
                all |= text.charAt(i);
            }
            return all < 0x80;
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
