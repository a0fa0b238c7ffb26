// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import com.google.inject.Inject;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.token.SignatureProvider;
import io.symbolon.oauth.api.token.SigningKey;
import io.symbolon.oauth.api.token.SigningKey.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The keys of the server. They follow each other without a token ever noticing:
 *
 * <ol>
 *   <li>A key is made and published some time before it is used, so that other nodes and foreign validators know it when
 *       they meet it. Only the very first ones are used at once.
 *   <li>It is active until a newer one is.
 *   <li>It is kept until the last thing that was made with it has expired, and is then destroyed.
 * </ol>
 *
 * <p>Rows never change and the active key follows from rows and time alone, so that nodes need not talk to each other: two
 * that start at once make a key each, both are published, and both nodes use the same one as soon as they see it.
 *
 * <p>Reads look at a snapshot and lock nothing. The store is asked by {@link #maintain}, and in between: if somebody
 * presents what the snapshot does not know, in vain once a second at most; and once a second at most for a list that is
 * older than five seconds, or for the active key after this node has slept through its maintenance. Safe for use by many threads; one instance serves one
 * issuer.
 */
public final class KeyRing {

    private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(1);
    private static final Duration LIST_STALE_AFTER = Duration.ofSeconds(5);

    private final SigningKeyStore store;
    private final InstantSource time;
    private final KeyPolicy policy;
    private final Duration staleAfter;
    private final SignatureProvider signatures;
    private final Consumer<OAuthEvent> events;
    private final ReentrantLock loading = new ReentrantLock();

    private volatile Instant strangerSoughtAt = Instant.MIN;
    private volatile Loaded loaded = new Loaded(KeySnapshot.EMPTY, Instant.MIN, Instant.MIN);

    private record Loaded(KeySnapshot keys, Instant at, Instant askedAt) {

        boolean isOlderThan(Duration age, Instant now) {
            return at.isBefore(now.minus(age));
        }
    }

    @Inject
    public KeyRing(
            SigningKeyStore store,
            InstantSource time,
            KeyPolicy policy,
            SignatureProvider signatures,
            Consumer<OAuthEvent> events) {
        this.store = store;
        this.time = time;
        this.policy = policy;
        this.staleAfter = policy.maintainEvery();
        this.signatures = signatures;
        this.events = events;
    }

    /**
     * Reads the keys that are stored. Makes none: that takes a moment, which a start need not wait for, so the first ones
     * are made when somebody needs one.
     *
     * @throws UnreadableKeyException if a stored key cannot be read, and the server must not go on
     */
    public void open() {
        reload();
        if (!signatures.unavailable().isEmpty()) {
            events.accept(new OAuthEvent.SignatureProviderUnavailable(time.instant(), signatures.unavailable()));
        }
    }

    /**
     * Makes the keys that are due, destroys those that are spent and takes over those of other nodes. Must be called as
     * often as {@link KeyPolicy#maintainEvery()} says.
     */
    public void maintain(Instant now) {
        List<OAuthEvent> facts = new ArrayList<>();
        loading.lock();
        try {
            List<SigningKey> stored = store.all();
            for (SigningKey key : due(stored, now)) {
                store.insert(key);
                announced(key, now).ifPresent(facts::add);
            }
            for (SigningKey key : spent(stored, now)) {
                store.remove(key.kid());
                retired(key, now).ifPresent(facts::add);
            }
            load();
        } finally {
            loading.unlock();
        }
        facts.forEach(events);
    }

    /** The algorithms to sign with, the default one first. */
    public List<SignatureAlgorithm> algorithms() {
        return policy.algorithms();
    }

    /** The longest lifetime that a signed token may have, lest its key be destroyed before it expires. */
    public Duration longestTokenLifetime() {
        return policy.signedAtMostFor();
    }

    /** The key that signs at this instant with the default algorithm. */
    public SignatureKey activeSignatureKey(Instant at) {
        return activeSignatureKey(policy.defaultAlgorithm(), at);
    }

    /**
     * The key that signs at this instant.
     *
     * @throws IllegalStateException if the policy does not name the algorithm
     */
    public SignatureKey activeSignatureKey(SignatureAlgorithm algorithm, Instant at) {
        return active(at, keys -> keys.activeSignatureKey(algorithm, at), algorithm.joseName());
    }

    /** The key with this identifier, whether it signs already, still or no more. */
    public Optional<SignatureKey> findSignatureKey(String kid) {
        Optional<SignatureKey> found = loaded.keys().findSignatureKey(kid);
        if (found.isPresent()) {
            return found;
        }
        lookForAStranger(keys -> keys.findSignatureKey(kid).isPresent());
        return loaded.keys().findSignatureKey(kid);
    }

    /** Whether this very key is still among those that this node knows; never asks the store. */
    public boolean isKept(SignatureKey key) {
        return loaded.keys().isKept(key);
    }

    /** The public keys as a JWK set (RFC 7517 §5): those that signed, that sign and that will. */
    public String jwks(Instant at) {
        if (loaded.isOlderThan(LIST_STALE_AFTER, at)) {
            reloadUnlessAskedJustNow();
        }
        if (loaded.keys().activeSignatureKey(policy.defaultAlgorithm(), at).isEmpty()) {
            maintain(time.instant());
        }
        return loaded.keys().jwks();
    }

    /** The key that tells genuine refresh tokens from guesses, for tokens minted at this instant. */
    public HmacKey activeMacKey(Instant at) {
        return active(at, keys -> keys.activeMacKey(at), "refresh tokens");
    }

    /** The key of this identifier, which one of our rows names; empty once it is destroyed. */
    public Optional<HmacKey> findMacKey(String kid) {
        Optional<HmacKey> found = loaded.keys().findMacKey(kid);
        if (found.isPresent()) {
            return found;
        }
        reload();
        return loaded.keys().findMacKey(kid);
    }

    /** The keys that a refresh token with this {@linkplain HmacKey#hint() hint} may have been minted with. */
    public List<HmacKey> findMacKeys(int hint) {
        List<HmacKey> found = loaded.keys().macKeys(hint);
        if (!found.isEmpty()) {
            return found;
        }
        lookForAStranger(keys -> !keys.macKeys(hint).isEmpty());
        return loaded.keys().macKeys(hint);
    }

    /** The key that derives the successors of refresh tokens at this instant. */
    public HmacKey activeSuccessorKey(Instant at) {
        return active(at, keys -> keys.activeSuccessorKey(at), "successors of refresh tokens");
    }

    /** The key of this identifier, which one of our rows names; empty once it is destroyed. */
    public Optional<HmacKey> findSuccessorKey(String kid) {
        Optional<HmacKey> found = loaded.keys().findSuccessorKey(kid);
        if (found.isPresent()) {
            return found;
        }
        reload();
        return loaded.keys().findSuccessorKey(kid);
    }

    private List<SigningKey> due(List<SigningKey> stored, Instant now) {
        List<SigningKey> made = new ArrayList<>();
        for (SignatureAlgorithm algorithm : policy.algorithms()) {
            KeyLine.of(Use.SIGNATURE, algorithm.joseName(), stored)
                    .due(policy.scheduleOf(Use.SIGNATURE), now)
                    .map(start -> new NewKey(now, start).forSignature(algorithm, policy.rsaBits()))
                    .ifPresent(made::add);
        }
        for (Use use : List.of(Use.REFRESH_TOKEN_MAC, Use.REFRESH_TOKEN_SUCCESSOR)) {
            KeyLine.of(use, HmacKey.ALGORITHM, stored)
                    .due(policy.scheduleOf(use), now)
                    .map(start -> new NewKey(now, start).forHmac(use))
                    .ifPresent(made::add);
        }
        return made;
    }

    private List<SigningKey> spent(List<SigningKey> stored, Instant now) {
        List<SigningKey> spent = new ArrayList<>();
        KeySchedule signatures = policy.scheduleOf(Use.SIGNATURE);
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            KeyLine line = KeyLine.of(Use.SIGNATURE, algorithm.joseName(), stored);
            boolean goesOn = policy.algorithms().contains(algorithm);
            (goesOn ? line.spent(signatures, now) : line.spentWithoutSuccessor(signatures, now)).forEach(spent::add);
        }
        for (Use use : List.of(Use.REFRESH_TOKEN_MAC, Use.REFRESH_TOKEN_SUCCESSOR)) {
            KeyLine.of(use, HmacKey.ALGORITHM, stored)
                    .spent(policy.scheduleOf(use), now)
                    .forEach(spent::add);
        }
        return spent;
    }

    /** Keys that another node has announced must not be missed, or this one would go on with what that one destroys. */
    private KeySnapshot current(Instant at) {
        if (loaded.isOlderThan(staleAfter, at)) {
            reloadUnlessAskedJustNow();
        }
        return loaded.keys();
    }

    private void reload() {
        loading.lock();
        try {
            load();
        } finally {
            loading.unlock();
        }
    }

    /**
     * Looks for what somebody presented and this node does not know: another node may have made it a moment ago. Who makes
     * things up gets the store read once a second at most.
     */
    private void lookForAStranger(Predicate<KeySnapshot> isKnown) {
        loading.lock();
        try {
            Instant now = time.instant();
            if (!isKnown.test(loaded.keys())
                    && !strangerSoughtAt.plus(BETWEEN_RELOADS).isAfter(now)) {
                Instant before = strangerSoughtAt;
                strangerSoughtAt = now;
                load();
                strangerSoughtAt = isKnown.test(loaded.keys()) ? before : now;
            }
        } finally {
            loading.unlock();
        }
    }

    /** Whoever comes while another thread asks waits for it, and finds what that thread found. */
    private void reloadUnlessAskedJustNow() {
        loading.lock();
        try {
            if (!loaded.askedAt().plus(BETWEEN_RELOADS).isAfter(time.instant())) {
                load();
            }
        } finally {
            loading.unlock();
        }
    }

    private void load() {
        Instant now = time.instant();
        Loaded before = loaded;
        loaded = new Loaded(before.keys(), before.at(), now); // a store that fails is not asked again at once
        loaded = new Loaded(before.keys().next(store.all(), signatures.provider()), now, now);
    }

    /** Of those that need the first key at once, one makes it and the others wait. */
    private <T> T active(Instant at, Function<KeySnapshot, Optional<T>> find, String what) {
        Optional<T> found = find.apply(current(at));
        if (found.isEmpty()) {
            maintain(time.instant());
            found = find.apply(loaded.keys());
        }
        return found.orElseThrow(() -> new IllegalStateException("there is no key for " + what));
    }

    private static Optional<OAuthEvent> announced(SigningKey key, Instant now) {
        return key.use() == Use.SIGNATURE
                ? Optional.of(new OAuthEvent.SigningKeyAnnounced(now, key.kid(), key.algorithm(), key.activeFrom()))
                : Optional.empty();
    }

    private static Optional<OAuthEvent> retired(SigningKey key, Instant now) {
        return key.use() == Use.SIGNATURE
                ? Optional.of(new OAuthEvent.SigningKeyRetired(now, key.kid(), key.algorithm()))
                : Optional.empty();
    }
}
