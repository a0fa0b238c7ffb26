// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.api.store.ScopeStore;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import java.util.function.UnaryOperator;

/** Stores in memory, but that the test puts something of its own around, or in the place of, the token store. */
public final class ReplacedTokenStoreModule extends AbstractModule {

    private final Injector memory;
    private final TokenStore replacement;

    /** Makes the stores, and gives the test the one that it replaces. */
    public ReplacedTokenStoreModule(UnaryOperator<TokenStore> replacing) {
        this.memory = Guice.createInjector(new InMemoryStorageModule());
        this.replacement = replacing.apply(memory.getInstance(TokenStore.class));
    }

    @Override
    protected void configure() {
        bind(TokenStore.class).toInstance(replacement);
        same(OnceStore.class);
        same(ClientStore.class);
        same(ResourceStore.class);
        same(ScopeStore.class);
        same(ConsentStore.class);
        same(InteractionStore.class);
        same(SigningKeyStore.class);
    }

    private <T> void same(Class<T> store) {
        bind(store).toInstance(memory.getInstance(store));
    }
}
