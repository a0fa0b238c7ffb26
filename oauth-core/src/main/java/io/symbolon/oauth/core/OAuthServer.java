// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.matcher.Matchers;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import com.google.inject.spi.Message;
import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.api.authorization.Interactions;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.event.OAuthEventListener;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.api.store.ScopeStore;
import io.symbolon.oauth.api.token.Revocations;
import io.symbolon.oauth.core.grant.clientcredentials.ClientCredentialsGrantModule;
import io.symbolon.oauth.core.grant.code.AuthorizationCodeGrantModule;
import io.symbolon.oauth.core.grant.refresh.RefreshTokenGrantModule;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import io.symbolon.oauth.core.settings.Configuration;
import io.symbolon.oauth.core.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A running authorization server, and the application's handles on it. Safe for use by many threads; close it when the
 * application stops.
 */
public final class OAuthServer implements AuthorizationServer {

    private final Injector injector;
    private final AuthorizationServer engine;

    private OAuthServer(Injector injector) {
        this.injector = injector;
        this.engine = injector.getInstance(AuthorizationServer.class);
    }

    /**
     * Starts a server for this issuer, all else as in {@link Settings}.
     *
     * @param issuer the {@code https} URI under whose path all endpoints lie; {@code http} on a loopback host only
     */
    public static Builder builder(String issuer) {
        return builder(Settings.forIssuer(issuer).build());
    }

    /** Starts a server with these settings. */
    public static Builder builder(Settings settings) {
        return new Builder(settings);
    }

    /** Starts a server with the settings, scopes, resources and clients of a configuration; its users are the application's. */
    public static Builder builder(Configuration configuration) {
        Builder builder = builder(configuration.settings());
        builder.scopes.addAll(configuration.scopes());
        builder.resources.addAll(configuration.resources());
        builder.clients.addAll(configuration.clients());
        builder.trustedIssuers.addAll(configuration.trustedIssuers());
        return builder;
    }

    @Override
    public Response authorize(Request request) {
        return engine.authorize(request);
    }

    @Override
    public Response authenticate(Request request) {
        return engine.authenticate(request);
    }

    @Override
    public Response handle(Request request) {
        return engine.handle(request);
    }

    @Override
    public List<String> mounts() {
        return engine.mounts();
    }

    /** Where the application's login page ends what the authorization endpoint began. */
    public Interactions interactions() {
        return injector.getInstance(Interactions.class);
    }

    /** Where the application ends tokens. */
    public Revocations revocations() {
        return injector.getInstance(Revocations.class);
    }

    /** The registered clients. */
    public ClientStore clients() {
        return injector.getInstance(ClientStore.class);
    }

    /** The registered resources. */
    public ResourceStore resources() {
        return injector.getInstance(ResourceStore.class);
    }

    /** The registered scopes. */
    public ScopeStore scopes() {
        return injector.getInstance(ScopeStore.class);
    }

    /** Any other part, for instance a store; the type must be bound by an installed module. */
    public <T> T part(Class<T> type) {
        return injector.getInstance(type);
    }

    @Override
    public void close() {
        engine.close();
    }

    /**
     * Collects what the server is made of. Without {@link #withoutStandardGrants()} it has the grants authorization code,
     * client credentials and refresh token; without {@link #storage} it keeps everything in memory.
     */
    public static final class Builder {

        private Settings settings;
        private final List<Client> clients = new ArrayList<>();
        private final List<RegisteredScope> scopes = new ArrayList<>();
        private final List<Resource> resources = new ArrayList<>();
        private final List<TrustedIssuer> trustedIssuers = new ArrayList<>();
        private final List<OAuthEventListener> listeners = new ArrayList<>();
        private final List<Module> modules = new ArrayList<>();
        private boolean standardGrants = true;
        private final List<Module> storage = new ArrayList<>();
        private Optional<InstantSource> clock = Optional.empty();

        private Builder(Settings settings) {
            this.settings = settings;
        }

        /** Replaces all settings. */
        public Builder settings(Settings replacement) {
            settings = replacement;
            return this;
        }

        /** The application's login page, a path on the issuer's host; browsers come with the parameter {@code interaction}. */
        public Builder loginPage(String path) {
            settings = settings.toBuilder().loginPage(path).build();
            return this;
        }

        /** Registers a scope, with what people read on the consent page. */
        public Builder scope(String name, String description) {
            scopes.add(new RegisteredScope(new Scope(name), description));
            return this;
        }

        /** Registers a resource; its scopes must be registered too. */
        public Builder resource(Resource resource) {
            resources.add(resource);
            return this;
        }

        /** Registers a client; one with the same identifier is replaced. */
        public Builder client(Client client) {
            clients.add(client);
            return this;
        }

        /** Trusts the assertions of this issuer, for the grants that are installed and take any (RFC 7523). */
        public Builder trustedIssuer(TrustedIssuer issuer) {
            trustedIssuers.add(issuer);
            return this;
        }

        /** Hears of events. */
        public Builder listener(OAuthEventListener listener) {
            listeners.add(listener);
            return this;
        }

        /** Adds grants and other plug-ins, each by its Guice module. */
        public Builder install(Module... plugIns) {
            modules.addAll(List.of(plugIns));
            return this;
        }

        /** Leaves the three standard grants out; {@link #install} those that are wanted. */
        public Builder withoutStandardGrants() {
            standardGrants = false;
            return this;
        }

        /** Keeps state in the stores that these modules bind, each store in one of them. */
        public Builder storage(Module... stores) {
            storage.clear();
            storage.addAll(List.of(stores));
            return this;
        }

        /** Takes the time from here; for tests. */
        public Builder clock(InstantSource source) {
            clock = Optional.of(source);
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws IllegalArgumentException if settings, clients and plug-ins do not fit together; says what to change
         */
        public OAuthServer build() {
            List<Element> elements = Elements.getElements(Stage.PRODUCTION, modules());
            OpenedParts opened = OpenedParts.of(elements);
            boolean finished = false;
            try {
                OAuthServer server = new OAuthServer(Guice.createInjector(
                        Stage.PRODUCTION,
                        binder -> binder.bindListener(Matchers.any(), opened),
                        Elements.getModule(elements)));
                new Registrations(scopes, resources, clients, trustedIssuers).addTo(server);
                finished = true;
                return server;
            } catch (CreationException e) {
                throw new IllegalArgumentException(
                        e.getErrorMessages().stream()
                                .map(Builder::reason)
                                .distinct()
                                .collect(Collectors.joining("; ")),
                        e);
            } finally {
                if (!finished) {
                    opened.close();
                }
            }
        }

        private List<Module> modules() {
            List<Module> all = new ArrayList<>(List.of(new OAuthServerModule(settings), new ApplicationModule(this)));
            if (standardGrants) {
                all.add(new AuthorizationCodeGrantModule());
                all.add(new ClientCredentialsGrantModule());
                all.add(new RefreshTokenGrantModule());
            }
            all.addAll(storage.isEmpty() ? List.of(new InMemoryStorageModule(settings.inMemory())) : storage);
            all.addAll(modules);
            return all;
        }

        private static String reason(Message message) {
            return Objects.requireNonNullElse(
                    message.getCause() instanceof IllegalArgumentException wrong ? wrong.getMessage() : null,
                    message.getMessage());
        }
    }

    /** What the application gave the builder. */
    private static final class ApplicationModule extends AbstractModule {

        private final Builder builder;

        ApplicationModule(Builder builder) {
            this.builder = builder;
        }

        @Override
        protected void configure() {
            Multibinder<OAuthEventListener> listeners = Multibinder.newSetBinder(binder(), OAuthEventListener.class);
            builder.listeners.forEach(listener -> listeners.addBinding().toInstance(listener));
            Multibinder<TrustedIssuer> issuers = Multibinder.newSetBinder(binder(), TrustedIssuer.class);
            builder.trustedIssuers.forEach(issuer -> issuers.addBinding().toInstance(issuer));
            builder.clock.ifPresent(source -> OptionalBinder.newOptionalBinder(binder(), InstantSource.class)
                    .setBinding()
                    .toInstance(source));
        }
    }
}
