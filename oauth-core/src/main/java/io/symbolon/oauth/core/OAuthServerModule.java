// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.client.ClientReads;
import io.symbolon.oauth.api.endpoint.GuessLimit;
import io.symbolon.oauth.api.endpoint.PendingRedeemables;
import io.symbolon.oauth.api.event.OAuthEventListener;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenContributor;
import io.symbolon.oauth.api.resource.ResourceReads;
import io.symbolon.oauth.api.resource.ScopeReads;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.api.store.ScopeStore;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.token.AccessTokenFormat;
import io.symbolon.oauth.api.token.Revocations;
import io.symbolon.oauth.api.token.SignatureProvider;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.clientauth.ClientAuthenticationModule;
import io.symbolon.oauth.core.internal.assertion.AssertionModule;
import io.symbolon.oauth.core.internal.authorization.AuthorizationModule;
import io.symbolon.oauth.core.internal.endpoint.EndpointModule;
import io.symbolon.oauth.core.internal.engine.Engine;
import io.symbolon.oauth.core.internal.engine.StartupChecks;
import io.symbolon.oauth.core.internal.engine.Throttle;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import io.symbolon.oauth.core.internal.key.KeyPolicy;
import io.symbolon.oauth.core.internal.key.KeyRing;
import io.symbolon.oauth.core.internal.key.SignatureAlgorithm;
import io.symbolon.oauth.core.internal.token.Families;
import io.symbolon.oauth.core.internal.token.JwtAccessTokenFormat;
import io.symbolon.oauth.core.internal.token.OpaqueAccessTokenFormat;
import io.symbolon.oauth.core.internal.token.StoredPendingRedeemables;
import io.symbolon.oauth.core.internal.token.StoredTokenReads;
import io.symbolon.oauth.core.internal.token.TokenGenerator;
import io.symbolon.oauth.core.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * The authorization server for those who wire with Guice themselves: install it with a module for each grant type and a
 * module that binds the stores, then get an {@link AuthorizationServer} from the injector, and close it in the end. Two
 * handlers for one grant type stop the start.
 *
 * <p>Further grants, endpoints, client authentication methods, token formats, contributors and event listeners are added to
 * the multibinders of their interfaces; another {@link SignatureProvider} is set by its optional binder.
 */
public final class OAuthServerModule extends AbstractModule {

    private final Settings settings;

    /** A server with these settings. */
    public OAuthServerModule(Settings settings) {
        this.settings = settings;
    }

    @Override
    protected void configure() {
        bind(StartupChecks.class).asEagerSingleton();
        bind(Settings.class).toInstance(settings);
        bind(Issuer.class).toInstance(settings.issuer());
        OptionalBinder.newOptionalBinder(binder(), InstantSource.class)
                .setDefault()
                .toInstance(InstantSource.system());
        OptionalBinder.newOptionalBinder(binder(), SignatureProvider.class)
                .setDefault()
                .toInstance(SignatureProvider.ofPlatform());

        requireBinding(SigningKeyStore.class);
        bind(ClientReads.class).to(ClientStore.class);
        bind(ScopeReads.class).to(ScopeStore.class);
        bind(ResourceReads.class).to(ResourceStore.class);
        bind(TokenReads.class).to(StoredTokenReads.class);
        bind(Revocations.class).to(Families.class);
        bind(PendingRedeemables.class).to(StoredPendingRedeemables.class);
        bind(GuessLimit.class).to(Throttle.class);
        bind(AuthorizationServer.class).to(Engine.class);

        newSetBinder(binder(), GrantHandler.class);
        newSetBinder(binder(), TokenContributor.class);
        newSetBinder(binder(), OAuthEventListener.class);
        newSetBinder(binder(), AutoCloseable.class);
        Multibinder<AccessTokenFormat> formats = newSetBinder(binder(), AccessTokenFormat.class);
        formats.addBinding().to(OpaqueAccessTokenFormat.class).in(Singleton.class);
        formats.addBinding().to(JwtAccessTokenFormat.class).in(Singleton.class);

        install(new ClientAuthenticationModule());
        install(new AssertionModule());
        install(new EndpointModule());
        install(new AuthorizationModule());
    }

    @Provides
    @Singleton
    EventDispatcher events(Set<OAuthEventListener> listeners) {
        return new EventDispatcher(listeners, settings.eventQueue());
    }

    @Provides
    @Singleton
    Throttle throttle() {
        return new Throttle(settings.throttle());
    }

    @Provides
    @Singleton
    TokenGenerator tokenGenerator() {
        return new TokenGenerator();
    }

    @Provides
    @Singleton
    KeyRing keyRing(SigningKeyStore store, InstantSource clock, SignatureProvider signatures, EventDispatcher events) {
        KeyPolicy standard = KeyPolicy.standard();
        Duration longestToken = settings.selfContainedAccessTokenLifetime();
        KeyPolicy policy = new KeyPolicy(
                settings.signingAlgorithms().stream()
                        .map(name -> SignatureAlgorithm.find(name).orElseThrow())
                        .toList(),
                standard.rsaBits(),
                settings.signingKeyRotation(),
                settings.signingKeyAnnouncement(),
                longestToken,
                settings.refreshTokenAbsoluteLifetime(),
                standard.rotateSuccessorAfter(),
                settings.refreshWindow(),
                settings.clockTolerance());
        KeyRing ring = new KeyRing(store, clock, policy, signatures, events::publish);
        ring.open();
        return ring;
    }
}
