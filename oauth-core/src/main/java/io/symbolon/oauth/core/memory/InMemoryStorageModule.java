// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.api.store.ScopeStore;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.store.TokenStore;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Binds every store to one in memory. All is lost with the process, and no other process sees it: for tests, for trying
 * out, and for a single server whose users can bear to log in again after a restart. Each injector gets stores of its
 * own, and {@link InMemoryRowCounts} of them.
 */
public final class InMemoryStorageModule extends AbstractModule {

    private static final Set<Class<?>> STORES = Set.of(
            TokenStore.class,
            OnceStore.class,
            ClientStore.class,
            ResourceStore.class,
            ScopeStore.class,
            ConsentStore.class,
            InteractionStore.class,
            SigningKeyStore.class);

    private final InMemoryCapacity capacity;
    private final Set<Class<?>> bound;

    /** Stores of the {@linkplain InMemoryCapacity#standard() standard} capacity. */
    public InMemoryStorageModule() {
        this(InMemoryCapacity.standard());
    }

    /** Stores of this capacity. */
    public InMemoryStorageModule(InMemoryCapacity capacity) {
        this(capacity, STORES);
    }

    private InMemoryStorageModule(InMemoryCapacity capacity, Set<Class<?>> bound) {
        this.capacity = capacity;
        this.bound = bound;
    }

    /**
     * The same for these stores only; another module binds the others.
     *
     * @param stores interfaces of {@code io.symbolon.oauth.api.store}
     */
    public InMemoryStorageModule only(Class<?>... stores) {
        Set<Class<?>> some = new LinkedHashSet<>(Arrays.asList(stores));
        some.stream().filter(store -> !STORES.contains(store)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException(unknown.getName() + " is no store");
        });
        return new InMemoryStorageModule(capacity, some);
    }

    @Override
    protected void configure() {
        bindOnce(TokenStore.class, InMemoryTokenStore.class, () -> new InMemoryTokenStore(capacity));
        bindOnce(OnceStore.class, InMemoryOnceStore.class, () -> new InMemoryOnceStore(capacity));
        bindOnce(ClientStore.class, InMemoryClientStore.class, () -> new InMemoryClientStore(capacity));
        bindOnce(ResourceStore.class, InMemoryResourceStore.class, InMemoryResourceStore::new);
        bindOnce(ScopeStore.class, InMemoryScopeStore.class, InMemoryScopeStore::new);
        bindOnce(ConsentStore.class, InMemoryConsentStore.class, () -> new InMemoryConsentStore(capacity));
        bindOnce(InteractionStore.class, InMemoryInteractionStore.class, () -> new InMemoryInteractionStore(capacity));
        bindOnce(SigningKeyStore.class, InMemorySigningKeyStore.class, InMemorySigningKeyStore::new);
        bind(InMemoryRowCounts.class);
    }

    private <S, T extends S> void bindOnce(Class<S> store, Class<T> inMemory, Provider<T> opening) {
        bind(inMemory).toProvider(opening).in(Singleton.class);
        if (bound.contains(store)) {
            bind(store).to(inMemory);
        }
    }
}
