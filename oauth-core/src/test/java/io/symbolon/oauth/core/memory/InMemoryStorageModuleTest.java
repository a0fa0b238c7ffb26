// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.api.store.ScopeStore;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.store.StoreFullException;
import io.symbolon.oauth.api.store.TokenStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryStorageModuleTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            classes = {
                TokenStore.class,
                OnceStore.class,
                ClientStore.class,
                ResourceStore.class,
                ScopeStore.class,
                ConsentStore.class,
                InteractionStore.class,
                SigningKeyStore.class
            })
    void bindsOneOfEachStoreInEachInjector(Class<?> store) {
        InMemoryStorageModule module = new InMemoryStorageModule();
        Injector one = Guice.createInjector(module);
        Injector another = Guice.createInjector(module);

        assertThat(one.getInstance(store)).isSameAs(one.getInstance(store));
        assertThat(one.getInstance(store)).isNotSameAs(another.getInstance(store));
    }

    @Test
    void holdsEachStoreToItsCapacity() {
        Injector stores = Guice.createInjector(new InMemoryStorageModule(
                InMemoryCapacity.standard().withClients(1).withConsents(1).withInteractions(1)));
        ClientStore clients = stores.getInstance(ClientStore.class);
        ConsentStore consents = stores.getInstance(ConsentStore.class);
        InteractionStore interactions = stores.getInstance(InteractionStore.class);
        clients.add(client("a"));
        consents.remember(Subject.ofAccount("alice"), new ClientId("a"), Scopes.none(), NOON);
        interactions.insert(interaction(1));

        assertThatThrownBy(() -> clients.add(client("b"))).isInstanceOf(StoreFullException.class);
        assertThatThrownBy(() -> consents.remember(Subject.ofAccount("bob"), new ClientId("a"), Scopes.none(), NOON))
                .isInstanceOf(StoreFullException.class);
        assertThatThrownBy(() -> interactions.insert(interaction(2))).isInstanceOf(StoreFullException.class);
    }

    @Test
    void changesWhatIsThereThoughTheStoreIsFull() {
        Injector stores = Guice.createInjector(new InMemoryStorageModule(
                InMemoryCapacity.standard().withClients(1).withConsents(1)));
        ClientStore clients = stores.getInstance(ClientStore.class);
        ConsentStore consents = stores.getInstance(ConsentStore.class);
        clients.add(client("a"));
        consents.remember(Subject.ofAccount("alice"), new ClientId("a"), Scopes.none(), NOON);

        assertThat(clients.replace(client("a"))).isEqualTo(ClientStore.Change.DONE);
        assertThat(consents.remember(Subject.ofAccount("alice"), new ClientId("a"), Scopes.parse("read"), NOON)
                        .scopes())
                .isEqualTo(Scopes.parse("read"));
    }

    @Test
    void countsTheRows() {
        Injector stores = Guice.createInjector(new InMemoryStorageModule());
        InMemoryRowCounts counts = stores.getInstance(InMemoryRowCounts.class);
        assertThat(counts.byKind())
                .hasSize(12)
                .allSatisfy((kind, rows) -> assertThat(rows).isZero());

        stores.getInstance(ClientStore.class).add(client("a"));
        stores.getInstance(InteractionStore.class).insert(interaction(1));
        stores.getInstance(TokenStore.class).revokeAllOf(Subject.ofAccount("alice"), NOON);

        assertThat(counts.byKind())
                .containsEntry("clients", 1L)
                .containsEntry("interactions", 1L)
                .containsEntry("ended subjects", 1L);
    }

    @Test
    void saysWhichCapacityIsWrong() {
        assertThatThrownBy(() -> InMemoryCapacity.standard().withGrants(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grants");
    }

    private static Client client(String id) {
        return Client.confidential(id, Secret.of("a-test-secret-that-everybody-knows"))
                .build();
    }

    private static Interaction interaction(long handle) {
        return new Interaction(
                new Digest(handle, 0, 0, 0),
                new Digest(0, 0, 0, 0),
                new ClientId("a"),
                "",
                Interaction.Stage.STARTED,
                Optional.empty(),
                Optional.empty(),
                NOON,
                NOON.plusSeconds(60),
                NOON.plusSeconds(60));
    }
}
