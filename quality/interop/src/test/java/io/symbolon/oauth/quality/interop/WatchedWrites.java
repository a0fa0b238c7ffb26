// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The stores in memory, and every call that could have changed a row of them. */
final class WatchedWrites {

    private static final Set<String> WRITING = Set.of(
            "commit", "poll", "resolve", "revoke", "revokeAllOf", "insert", "advance", "remember", "forget", "burn");

    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** The writing calls so far, by store and operation. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    Module module() {
        Injector real = Guice.createInjector(new InMemoryStorageModule());
        return Modules.override(new InMemoryStorageModule()).with(new AbstractModule() {
            @Override
            protected void configure() {
                bind(TokenStore.class).toInstance(watched(TokenStore.class, real));
                bind(InteractionStore.class).toInstance(watched(InteractionStore.class, real));
                bind(ConsentStore.class).toInstance(watched(ConsentStore.class, real));
                bind(OnceStore.class).toInstance(watched(OnceStore.class, real));
            }
        });
    }

    private <T> T watched(Class<T> store, Injector stores) {
        T real = stores.getInstance(store);
        return store.cast(Proxy.newProxyInstance(
                store.getClassLoader(), new Class<?>[] {store}, (proxy, method, arguments) -> {
                    if (WRITING.contains(method.getName())) {
                        calls.add(store.getSimpleName() + "." + method.getName());
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
