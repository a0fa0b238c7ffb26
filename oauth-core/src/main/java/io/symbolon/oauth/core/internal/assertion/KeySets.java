// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.assertion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.JwksUri;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.assertion.KeySetFetcher;
import io.symbolon.oauth.core.internal.key.VerificationKey;
import io.symbolon.oauth.core.internal.token.StrictJson;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The public keys of clients and trusted issuers, given by value or published at a URI.
 *
 * <p>A set that was fetched is good for the setting {@code key_cache_lifetime}. A key that is not in it has the set fetched
 * anew, but no URI is asked more than once in 30 seconds, whoever asks for what and whether it answers or not; a set that cannot be
 * renewed serves on for an hour. One caller fetches, and those who come meanwhile take what it brings.
 */
@Singleton
final class KeySets {

    private static final System.Logger LOG = System.getLogger("io.symbolon.oauth");
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    private static final Duration SERVES_ON = Duration.ofHours(1);
    private static final long LONGEST_WAIT_SECONDS = 35; // longer than any fetch takes
    private static final int MOST_SETS = 10_000;

    /** What is known of a URI. */
    private record Fetched(List<VerificationKey> keys, Optional<Instant> at, Optional<Instant> triedAt) {}

    private static final class Published {

        private volatile Fetched known = new Fetched(List.of(), Optional.empty(), Optional.empty());
        private final ReentrantLock fetching = new ReentrantLock();
    }

    private final Cache<Digest, List<VerificationKey>> byValue =
            Caffeine.newBuilder().maximumSize(MOST_SETS).executor(Runnable::run).build();
    private final Cache<String, Published> byUri =
            Caffeine.newBuilder().maximumSize(MOST_SETS).executor(Runnable::run).build();
    private final StrictJson json = new StrictJson();
    private final KeySetFetcher fetcher;
    private final Duration lifetime;

    @Inject
    KeySets(KeySetFetcher fetcher, Settings settings) {
        this.fetcher = fetcher;
        this.lifetime = settings.keyCacheLifetime();
    }

    /**
     * The keys among which the wanted one is, if there is one.
     *
     * @throws OAuthException {@code temporarily_unavailable} if they are published and were not to be had lately
     */
    List<VerificationKey> find(
            Optional<String> document, Optional<JwksUri> uri, Predicate<VerificationKey> wanted, Instant at) {
        List<VerificationKey> all = document.isPresent()
                ? byValue(document.get())
                : uri.map(published -> byUri(published, wanted, at)).orElse(List.of());
        return all.stream().filter(wanted).toList();
    }

    private List<VerificationKey> byValue(String document) {
        return byValue.get(
                Digest.of(Secret.of(document)),
                digest -> keys(document.getBytes(StandardCharsets.UTF_8)).orElse(List.of()));
    }

    private List<VerificationKey> byUri(JwksUri uri, Predicate<VerificationKey> wanted, Instant at) {
        Published published = byUri.get(uri.value(), value -> new Published());
        Fetched known = published.known;
        if (isFresh(known, at) && known.keys().stream().anyMatch(wanted)) {
            return known.keys();
        }
        if (mayFetch(known, at)) {
            known = fetched(uri, published, at);
        }
        if (known.at()
                .filter(fetchedAt -> at.isBefore(fetchedAt.plus(lifetime).plus(SERVES_ON)))
                .isEmpty()) {
            throw OAuthException.temporarilyUnavailable(
                            "the keys that verify the assertion cannot be fetched; try again later", BETWEEN_FETCHES)
                    .refusedBy("assertion-keys-unavailable");
        }
        return known.keys();
    }

    private boolean isFresh(Fetched known, Instant at) {
        return known.at()
                .filter(fetchedAt -> at.isBefore(fetchedAt.plus(lifetime)))
                .isPresent();
    }

    private static boolean mayFetch(Fetched known, Instant at) {
        return known.triedAt()
                .filter(triedAt -> at.isBefore(triedAt.plus(BETWEEN_FETCHES)))
                .isEmpty();
    }

    /** What is known after a fetch: one's own, or that of another who was at it. */
    private Fetched fetched(JwksUri uri, Published published, Instant at) {
        if (!locked(published)) {
            return published.known;
        }
        try {
            Fetched before = published.known;
            if (!mayFetch(before, at)) {
                return before;
            }
            Fetched after = fetch(uri)
                    .map(keys -> new Fetched(keys, Optional.of(at), Optional.of(at)))
                    .orElse(new Fetched(before.keys(), before.at(), Optional.of(at)));
            published.known = after;
            return after;
        } finally {
            published.fetching.unlock();
        }
    }

    private static boolean locked(Published published) {
        try {
            return published.fetching.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<List<VerificationKey>> fetch(JwksUri uri) {
        try {
            Optional<List<VerificationKey>> keys = keys(fetcher.fetch(uri));
            if (keys.isEmpty()) {
                LOG.log(Level.WARNING, () -> "what is published at " + uri + " is no JWK Set");
            }
            return keys;
        } catch (IOException e) {
            LOG.log(Level.WARNING, () -> "the keys at " + uri + " cannot be fetched: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<List<VerificationKey>> keys(byte[] document) {
        Optional<Map<String, Object>> set = json.read(document);
        return set.filter(members -> members.get("keys") instanceof List<?>).map(VerificationKey::in);
    }
}
