// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.core.internal.key.KeyRing;
import io.symbolon.oauth.core.internal.key.SignatureKey;
import java.util.Optional;

/**
 * What genuine tokens say that were presented lately, so that a signature is verified once and not with each use. Nothing
 * here tells whether a token is still valid. A token is found by the digest of all its characters, and only while the key
 * that signed it is kept. Safe for use by many threads.
 */
final class VerifiedTokens {

    /** Some thousand tokens of the usual length. */
    private static final long MOST_CHARACTERS = 4_000_000;

    private record Verified(AccessToken token, SignatureKey key, int characters) {}

    private final KeyRing keys;
    private final Cache<Digest, Verified> byDigest;

    VerifiedTokens(KeyRing keys) {
        this(keys, MOST_CHARACTERS);
    }

    VerifiedTokens(KeyRing keys, long mostCharacters) {
        this.keys = keys;
        this.byDigest = Caffeine.newBuilder()
                .maximumWeight(mostCharacters)
                .weigher((Digest digest, Verified verified) -> verified.characters())
                .executor(Runnable::run)
                .build();
    }

    /** What the token with this digest says; empty if it has to be verified, for the first time or anew. */
    Optional<AccessToken> find(Digest digest) {
        Verified known = byDigest.getIfPresent(digest);
        return known != null && keys.isKept(known.key()) ? Optional.of(known.token()) : Optional.empty();
    }

    /** Remembers a token of so many characters that was found genuine, made with this key. */
    void add(Digest digest, AccessToken token, SignatureKey key, int characters) {
        byDigest.put(digest, new Verified(token, key, characters));
    }

    /** How many tokens are remembered. */
    long count() {
        byDigest.cleanUp();
        return byDigest.estimatedSize();
    }
}
