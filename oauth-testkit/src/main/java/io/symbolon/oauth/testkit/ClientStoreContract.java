// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ClientStore.Change;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ClientStore} does. The test of a store extends this class and opens the store. Each race has been seen
 * to fail against a store that is broken in just that place.
 */
public abstract class ClientStoreContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final ClientId ALBUM = new ClientId("photo-album");
    private static final String ORIGIN = "https://app.example:8443";

    private ClientStore store;

    /** Opens the store of this issuer; all that is opened in one test stands on the same ground, such as a database. */
    protected abstract ClientStore open(Issuer issuer);

    /** The race of this many callers that the tests run; a slow store may want another time. */
    protected Race race(int callers) {
        return Race.of(callers);
    }

    @BeforeEach
    void openTheStore() {
        store = open(TestIssuers.fresh());
    }

    /** What is found is what was added. */
    @Nested
    public class Finding {

        @Test
        void returnsAClientThatPublishesItsKeys() {
            Client client = Client.confidential("signer", ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                    .jwksUri("https://signer.example/keys?v=1")
                    .build();

            store.add(client);

            assertThat(store.find(client.clientId()).orElseThrow().jwksUri()).isEqualTo(client.jwksUri());
        }

        @Test
        void returnsAClientWithAllThatItHolds() {
            Client client = Client.confidential("photo album ~", ClientAuthenticationMethod.CLIENT_SECRET_POST)
                    .secret(HashedSecret.sha256(TestClients.SECRET))
                    .secret(new HashedSecret("bcrypt", "$2a$10$" + "N".repeat(53)))
                    .name("Jürgens Fotoalbum – 東京 👩‍👩‍👧 <b>'\"\\")
                    .jwks("{\"keys\":[{\"kty\":\"OKP\",\"x\":\"" + "x".repeat(10_000) + "\"}]}")
                    .authorizationCode("https://photo-album.example/cb?x=y")
                    .redirectUri("http://127.0.0.1/cb")
                    .clientCredentials()
                    .grantType(new GrantType("urn:example:grant-type:badge"))
                    .scopes("photos.read", "photos.write", "s".repeat(255))
                    .serves(new ResourceUri("https://photos.example/"))
                    .invokerUri("https://batch.example/Ünicode")
                    .corsOrigin(ORIGIN)
                    .corsOrigin("http://localhost:3000")
                    .accessTokenFormat("at+jwt")
                    .consentRequired(false)
                    .introspectsEveryToken()
                    .active(false)
                    .tokensValidFrom(NOON)
                    .build();

            store.add(client);

            assertThat(store.find(client.clientId()))
                    .get()
                    .usingRecursiveComparison()
                    .isEqualTo(client);
        }

        @Test
        void returnsAClientWithNoneOfWhatMayBeAbsent() {
            Client client = Client.publicClient("a").build();

            store.add(client);

            assertThat(store.find(client.clientId()))
                    .get()
                    .usingRecursiveComparison()
                    .isEqualTo(client);
        }

        @Test
        void findsTheLongestIdentifierThereIs() {
            Client client = TestClients.machine("c".repeat(255)).build();

            store.add(client);

            assertThat(store.find(client.clientId())).isPresent();
        }

        @Test
        void tellsApartWhatLooksAlike() {
            store.add(TestClients.machine("photo-album").build());

            assertThat(List.of("Photo-album", "photo-album ", " photo-album", "photo_album", "photo%"))
                    .allMatch(other -> store.find(new ClientId(other)).isEmpty());
        }

        @Test
        void findsNothingOfAnotherIssuer() {
            store.add(TestClients.machine("photo-album").corsOrigin(ORIGIN).build());
            ClientStore other = open(TestIssuers.fresh());

            assertThat(other.find(ALBUM)).isEmpty();
            assertThat(other.isCorsOriginRegistered(ORIGIN)).isFalse();
            assertThat(other.add(TestClients.machine("photo-album").build())).isEqualTo(Change.DONE);
        }
    }

    /** Registrations come, change and go. */
    @Nested
    public class Changing {

        @Test
        void addsAClientOnce() {
            Client first = TestClients.machine("photo-album").name("first").build();
            Client second = TestClients.machine("photo-album").name("second").build();

            assertThat(store.add(first)).isEqualTo(Change.DONE);
            assertThat(store.add(second)).isEqualTo(Change.EXISTS);
            assertThat(store.find(ALBUM).orElseThrow().name()).isEqualTo("first");
        }

        @Test
        void replacesAClient() {
            store.add(TestClients.machine("photo-album")
                    .name("before")
                    .scopes("old")
                    .build());

            Change change = store.replace(TestClients.machine("photo-album")
                    .name("after")
                    .active(false)
                    .build());

            assertThat(change).isEqualTo(Change.DONE);
            Client found = store.find(ALBUM).orElseThrow();
            assertThat(found.name()).isEqualTo("after");
            assertThat(found.isActive()).isFalse();
            assertThat(found.scopes().toString()).isEqualTo("photos.read photos.write");
        }

        @Test
        void replacesNoUnknownClient() {
            Change change = store.replace(TestClients.machine("photo-album").build());

            assertThat(change).isEqualTo(Change.UNKNOWN);
            assertThat(store.find(ALBUM)).isEmpty();
        }

        @Test
        void doesNotKnowARemovedClient() {
            store.add(TestClients.machine("photo-album").corsOrigin(ORIGIN).build());

            assertThat(store.remove(ALBUM)).isEqualTo(Change.DONE);
            assertThat(store.find(ALBUM)).isEmpty();
            assertThat(store.isCorsOriginRegistered(ORIGIN)).isFalse();
            assertThat(store.remove(ALBUM)).isEqualTo(Change.UNKNOWN);
        }

        @Test
        void addsARemovedClientAgain() {
            store.add(TestClients.machine("photo-album").build());
            store.remove(ALBUM);

            assertThat(store.add(TestClients.machine("photo-album").build())).isEqualTo(Change.DONE);
        }

        @Test
        void changesNothingOfAnotherIssuer() {
            store.add(TestClients.machine("photo-album").name("ours").build());
            ClientStore other = open(TestIssuers.fresh());

            assertThat(other.replace(TestClients.machine("photo-album").build()))
                    .isEqualTo(Change.UNKNOWN);
            assertThat(other.revokeTokens(ALBUM, NOON)).isEqualTo(Change.UNKNOWN);
            assertThat(other.remove(ALBUM)).isEqualTo(Change.UNKNOWN);
            assertThat(store.find(ALBUM).orElseThrow().name()).isEqualTo("ours");
        }

        @Test
        @Tag("security-case-04")
        void isAddedByOneOfTwoInARace() {
            List<Integer> winners = race(2).winners(
                            () -> {
                                Client client = TestClients.machine(
                                                TestGrants.commitId().toString())
                                        .build();
                                return caller -> store.add(client);
                            },
                            Change.DONE::equals);

            assertThat(winners).isNotEmpty().containsOnly(1);
        }
    }

    /** The tokens of a client end by one mark. */
    @Nested
    public class EndingTheTokens {

        @Test
        void endsThoseOfThatInstantToo() {
            store.add(TestClients.machine("photo-album").build());

            Change change = store.revokeTokens(ALBUM, NOON);

            assertThat(change).isEqualTo(Change.DONE);
            assertThat(validFrom()).isAfter(NOON).isBeforeOrEqualTo(NOON.plusMillis(1));
        }

        @Test
        void isNeverTakenBack() {
            store.add(TestClients.machine("photo-album").build());
            store.revokeTokens(ALBUM, NOON);
            Instant validFrom = validFrom();

            store.revokeTokens(ALBUM, NOON.minusSeconds(1));
            store.replace(TestClients.machine("photo-album")
                    .tokensValidFrom(NOON.minusSeconds(1))
                    .build());

            assertThat(validFrom()).isEqualTo(validFrom);
        }

        @Test
        void movesOn() {
            store.add(TestClients.machine("photo-album").tokensValidFrom(NOON).build());

            store.replace(TestClients.machine("photo-album")
                    .tokensValidFrom(NOON.plusSeconds(1))
                    .build());

            assertThat(validFrom()).isEqualTo(NOON.plusSeconds(1));
        }

        @Test
        void changesNothingElse() {
            Client client =
                    TestClients.webApplication("photo-album").corsOrigin(ORIGIN).build();
            store.add(client);

            store.revokeTokens(ALBUM, NOON);

            assertThat(store.find(ALBUM))
                    .get()
                    .usingRecursiveComparison()
                    .ignoringFields("tokensValidFrom")
                    .isEqualTo(client);
            assertThat(store.isCorsOriginRegistered(ORIGIN)).isTrue();
        }

        @Test
        void doesNotFindAnUnknownClient() {
            assertThat(store.revokeTokens(ALBUM, NOON)).isEqualTo(Change.UNKNOWN);
        }

        @Test
        void isNotLostToAReplacementInARace() {
            List<Integer> ended = race(2).winners(
                            () -> {
                                Client client = TestClients.machine(
                                                TestGrants.commitId().toString())
                                        .build();
                                store.add(client);
                                return caller -> {
                                    if (caller == 0) {
                                        store.replace(client);
                                    } else {
                                        store.revokeTokens(client.clientId(), NOON);
                                    }
                                    return client.clientId();
                                };
                            },
                            client -> store.find(client)
                                    .orElseThrow()
                                    .tokensValidFrom()
                                    .isAfter(NOON));

            assertThat(ended).isNotEmpty().containsOnly(2);
        }

        private Instant validFrom() {
            return store.find(ALBUM).orElseThrow().tokensValidFrom();
        }
    }

    /** Which pages may call the server from a browser. */
    @Nested
    public class AskingForAnOrigin {

        @Test
        void knowsTheOriginsOfActiveClientsOnly() {
            store.add(TestClients.nativeApplication("active").corsOrigin(ORIGIN).build());
            store.add(TestClients.nativeApplication("inactive")
                    .corsOrigin("https://inactive.example")
                    .active(false)
                    .build());

            assertThat(store.isCorsOriginRegistered(ORIGIN)).isTrue();
            assertThat(store.isCorsOriginRegistered("https://inactive.example")).isFalse();
            assertThat(store.isCorsOriginRegistered("https://unknown.example")).isFalse();
        }

        @Test
        @Tag("security-case-29")
        void comparesExactly() {
            store.add(TestClients.nativeApplication("a").corsOrigin(ORIGIN).build());

            assertThat(List.of(
                            "https://APP.example:8443",
                            "https://app.example",
                            "https://app.example:8443/",
                            "http://app.example:8443",
                            "https://evilapp.example:8443",
                            "https://app.example:8443.evil.example",
                            "null",
                            ""))
                    .noneMatch(store::isCorsOriginRegistered);
        }

        @Test
        void forgetsAnOriginWithTheLastClientThatHasIt() {
            store.add(TestClients.nativeApplication("a").corsOrigin(ORIGIN).build());
            store.add(TestClients.nativeApplication("b").corsOrigin(ORIGIN).build());

            store.remove(new ClientId("a"));
            assertThat(store.isCorsOriginRegistered(ORIGIN)).isTrue();

            store.replace(TestClients.nativeApplication("b").build());
            assertThat(store.isCorsOriginRegistered(ORIGIN)).isFalse();
        }

        @Test
        void followsWhetherTheClientIsActive() {
            Client client =
                    TestClients.nativeApplication("a").corsOrigin(ORIGIN).build();
            store.add(client);

            store.replace(client.toBuilder().active(false).build());
            assertThat(store.isCorsOriginRegistered(ORIGIN)).isFalse();

            store.replace(client);
            assertThat(store.isCorsOriginRegistered(ORIGIN)).isTrue();
        }
    }
}
