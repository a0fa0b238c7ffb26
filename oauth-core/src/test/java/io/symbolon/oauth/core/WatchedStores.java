// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The stores in memory, with every argument that reaches them on record, and failures where a test wants them. */
final class WatchedStores {

    /** Everything that was handed to a store. */
    final List<Object> seen = new CopyOnWriteArrayList<>();

    /** Calls to fail, by the name of the operation. */
    volatile Predicate<String> failing = operation -> false;

    /** With what they fail. */
    volatile Supplier<RuntimeException> failure = () -> new IllegalStateException("the store is out of reach");

    Module module() {
        Injector real = Guice.createInjector(new InMemoryStorageModule());
        TokenStore tokens = watched(TokenStore.class, real.getInstance(TokenStore.class));
        InteractionStore interactions = watched(InteractionStore.class, real.getInstance(InteractionStore.class));
        return Modules.override(new InMemoryStorageModule()).with(new AbstractModule() {
            @Override
            protected void configure() {
                bind(TokenStore.class).toInstance(tokens);
                bind(InteractionStore.class).toInstance(interactions);
            }
        });
    }

    private <T> T watched(Class<T> store, T real) {
        return store.cast(Proxy.newProxyInstance(
                store.getClassLoader(), new Class<?>[] {store}, (proxy, method, arguments) -> {
                    if (arguments != null) {
                        seen.addAll(Arrays.asList(arguments));
                    }
                    if (failing.test(method.getName())) {
                        throw failure.get();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
