// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.api.store.ScopeStore;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.store.TokenStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/**
 * Binds stores to ones on a relational database: all of them, or {@linkplain #only some}, beside another module for the rest.
 * The database is opened when the injector is made, and closed with the server, unless other servers use the same settings.
 *
 * <p>Where {@code OAuthServer.builder(...)} makes the injector and cannot finish it, the database is closed too. Whoever makes
 * the injector brings a {@code DataSource}, and has nothing of ours to close then.
 */
public final class JdbcStorageModule extends AbstractModule {

    private static final Map<Class<?>, BiFunction<OpenStorage, Issuer, ?>> STORES = stores();

    private final JdbcStorage settings;
    private final Set<Class<?>> bound;

    /** All stores, on the database of these settings. */
    public JdbcStorageModule(JdbcStorage settings) {
        this(settings, STORES.keySet());
    }

    private JdbcStorageModule(JdbcStorage settings, Set<Class<?>> bound) {
        this.settings = settings;
        this.bound = bound;
    }

    /**
     * The same database for these stores only; another module binds the others.
     *
     * @param stores interfaces of {@code io.symbolon.oauth.api.store}
     */
    public JdbcStorageModule only(Class<?>... stores) {
        Set<Class<?>> some = new LinkedHashSet<>(Arrays.asList(stores));
        some.stream().filter(store -> !STORES.containsKey(store)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException(unknown.getName() + " is no store");
        });
        return new JdbcStorageModule(settings, some);
    }

    @Override
    protected void configure() {
        if (bound.contains(SigningKeyStore.class) && settings.encryptionKeys().isEmpty()) {
            throw new IllegalArgumentException("signing keys are kept encrypted: give the storage a key with"
                    + " encryptionKey(\"key-1\", Secret.of(...)), 32 random bytes in base64 that stand outside the database;"
                    + " make them with: openssl rand -base64 32");
        }
        bind(OpenStorage.class).toProvider(new Opening(settings)).in(Singleton.class);
        newSetBinder(binder(), AutoCloseable.class).addBinding().to(OpenStorage.class);
        STORES.forEach(this::bindIfWanted);
    }

    private <S> void bindIfWanted(Class<S> store, BiFunction<OpenStorage, Issuer, ?> opening) {
        if (bound.contains(store)) {
            Provider<OpenStorage> storage = getProvider(OpenStorage.class);
            Provider<Issuer> issuer = getProvider(Issuer.class);
            bind(store)
                    .toProvider(() -> store.cast(opening.apply(storage.get(), issuer.get())))
                    .in(Singleton.class);
        }
    }

    private static Map<Class<?>, BiFunction<OpenStorage, Issuer, ?>> stores() {
        Map<Class<?>, BiFunction<OpenStorage, Issuer, ?>> stores = new LinkedHashMap<>();
        stores.put(TokenStore.class, OpenStorage::tokens);
        stores.put(OnceStore.class, OpenStorage::markers);
        stores.put(ClientStore.class, OpenStorage::clients);
        stores.put(ResourceStore.class, OpenStorage::resources);
        stores.put(ScopeStore.class, OpenStorage::scopes);
        stores.put(ConsentStore.class, OpenStorage::consents);
        stores.put(InteractionStore.class, OpenStorage::interactions);
        stores.put(SigningKeyStore.class, OpenStorage::signingKeys);
        return Collections.unmodifiableMap(stores);
    }

    /** Opens the database, or says each time why it cannot: every store asks, and no connection is tried twice. */
    private static final class Opening implements Provider<OpenStorage> {

        private final JdbcStorage settings;
        private final List<IllegalArgumentException> failures = new CopyOnWriteArrayList<>();

        Opening(JdbcStorage settings) {
            this.settings = settings;
        }

        @Override
        public OpenStorage get() {
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            try {
                return OpenStorage.open(settings);
            } catch (IllegalArgumentException e) {
                failures.add(e);
                throw e;
            }
        }
    }
}
