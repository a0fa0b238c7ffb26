// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.token.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SigningKeyStore} does. The test of a store extends this class and opens the store. */
public abstract class SigningKeyStoreContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private SigningKeyStore store;

    /** Opens the store of this issuer; all that is opened in one test stands on the same ground, such as a database. */
    protected abstract SigningKeyStore open(Issuer issuer);

    /** The race of this many callers that the tests run; a slow store may want another time. */
    protected Race race(int callers) {
        return Race.of(callers);
    }

    @BeforeEach
    void openTheStore() {
        store = open(TestIssuers.fresh());
    }

    @Test
    void returnsAllKeysWithAllThatTheyHold() {
        List<SigningKey> keys = Stream.of(SigningKey.Use.values())
                .map(SigningKeyStoreContract::key)
                .toList();

        keys.forEach(store::insert);

        assertThat(store.all()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store.all()).isEmpty();
    }

    @Test
    void leavesAKeyThatIsThereAlreadyAsItIs() {
        SigningKey key = key(SigningKey.Use.SIGNATURE);
        SigningKey other = new SigningKey(
                key.kid(), key.use(), "ES256", Secret.of("another"), NOON.plusSeconds(1), NOON.plusSeconds(1));
        store.insert(key);

        store.insert(other);

        assertThat(store.all()).containsExactly(key);
    }

    @Test
    void destroysAKey() {
        SigningKey key = key(SigningKey.Use.SIGNATURE);
        SigningKey other = key(SigningKey.Use.SIGNATURE);
        store.insert(key);
        store.insert(other);

        store.remove(key.kid());
        store.remove(key.kid());

        assertThat(store.all()).containsExactly(other);
    }

    @Test
    void tellsApartWhatLooksAlike() {
        SigningKey key = named("key-a");
        SigningKey other = named("KEY-A");

        store.insert(key);
        store.insert(other);
        store.remove("key-a ");

        assertThat(store.all()).containsExactlyInAnyOrder(key, other);
    }

    @Test
    void seesNothingOfAnotherIssuer() {
        SigningKey key = key(SigningKey.Use.SIGNATURE);
        store.insert(key);
        SigningKeyStore other = open(TestIssuers.fresh());

        other.remove(key.kid());

        assertThat(other.all()).isEmpty();
        assertThat(store.all()).containsExactly(key);
    }

    @Test
    void keepsOneOfTwoKeysOfTheSameNameInARace() {
        List<List<SigningKey>> rounds = race(2).outcomes(() -> {
            SigningKeyStore empty = open(TestIssuers.fresh());
            return caller -> {
                empty.insert(new SigningKey(
                        "key", SigningKey.Use.SIGNATURE, "RS256", Secret.of("jwk " + caller), NOON, NOON));
                return empty.all().get(0);
            };
        });

        assertThat(rounds).isNotEmpty().allMatch(seen -> seen.get(0).equals(seen.get(1)));
    }

    private static SigningKey key(SigningKey.Use use) {
        return new SigningKey(
                UUID.randomUUID().toString(),
                use,
                "RS256",
                Secret.of("{\"kty\":\"RSA\",\"n\":\"" + "n".repeat(4_000) + "\"}"),
                NOON,
                NOON.plusSeconds(60));
    }

    private static SigningKey named(String kid) {
        return new SigningKey(kid, SigningKey.Use.SIGNATURE, "RS256", Secret.of("{}"), NOON, NOON);
    }
}
