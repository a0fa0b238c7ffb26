// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Digests of what is presented and minted, made by engines that are used again: a new one for each costs half a kilobyte. An
 * engine forgets what it has digested. Safe for use by many threads.
 */
@Singleton
public final class Digests {

    private final AtomicReferenceArray<@Nullable MessageDigest> idle;

    @Inject
    public Digests() {
        idle = new AtomicReferenceArray<>(
                Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors()));
    }

    /** The same as {@link Digest#of(Secret)}. */
    public Digest of(Secret secret) {
        int stripe = (int) Thread.currentThread().getId() & (idle.length() - 1);
        @Nullable MessageDigest lent = idle.getAndSet(stripe, null);
        MessageDigest engine = lent == null ? sha256() : lent;
        Digest digest = Digest.fromBytes(engine.digest(secret.reveal().getBytes(StandardCharsets.UTF_8)));
        idle.set(stripe, engine);
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
