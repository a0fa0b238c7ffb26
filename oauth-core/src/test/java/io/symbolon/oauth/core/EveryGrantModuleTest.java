// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.account.Accounts;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.core.grant.clientcredentials.ClientCredentialsGrantModule;
import io.symbolon.oauth.core.grant.code.AuthorizationCodeGrantModule;
import io.symbolon.oauth.core.grant.device.DeviceCodeGrantModule;
import io.symbolon.oauth.core.grant.exchange.TokenExchangeGrantModule;
import io.symbolon.oauth.core.grant.implicit.ImplicitGrantModule;
import io.symbolon.oauth.core.grant.jwtbearer.JwtBearerGrantModule;
import io.symbolon.oauth.core.grant.password.PasswordGrantModule;
import io.symbolon.oauth.core.grant.refresh.RefreshTokenGrantModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is true of each grant because it is a module of its own. */
class EveryGrantModuleTest {

    private static final Map<GrantType, Module> MODULES = new LinkedHashMap<>();

    static {
        MODULES.put(GrantType.AUTHORIZATION_CODE, new AuthorizationCodeGrantModule());
        MODULES.put(GrantType.CLIENT_CREDENTIALS, new ClientCredentialsGrantModule());
        MODULES.put(GrantType.REFRESH_TOKEN, new RefreshTokenGrantModule());
        MODULES.put(GrantType.DEVICE_CODE, new DeviceCodeGrantModule());
        MODULES.put(GrantType.PASSWORD, new PasswordGrantModule());
        MODULES.put(GrantType.IMPLICIT, new ImplicitGrantModule());
        MODULES.put(GrantType.JWT_BEARER, new JwtBearerGrantModule());
        MODULES.put(GrantType.TOKEN_EXCHANGE, new TokenExchangeGrantModule(exchange -> Optional.empty()));
    }

    static Stream<GrantType> all() {
        return MODULES.keySet().stream();
    }

    /** Those that are dispatched at the token endpoint. */
    static Stream<GrantType> ofTheTokenEndpoint() {
        return all().filter(grantType -> !grantType.equals(GrantType.IMPLICIT));
    }

    private static Module module(GrantType grantType) {
        return Objects.requireNonNull(MODULES.get(grantType));
    }

    @Test
    void isTriedHere() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/symbolon/oauth/core/grant"))) {
            List<String> modules = sources.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith("Module.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();

            assertThat(MODULES.values())
                    .extracting(module -> module.getClass().getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(modules);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void canBeLeftOut(GrantType left) {
        try (OAuthServer server = started(all().filter(grantType -> !grantType.equals(left)))) {
            assertThat(metadata(server)).doesNotContain('"' + left.value() + '"');
            assertThat(grant(server, left)).contains("\"error\":\"unsupported_grant_type\"");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void canBeTheOnlyOne(GrantType only) {
        try (OAuthServer server = started(Stream.of(only))) {
            assertThat(metadata(server)).contains("\"grant_types_supported\":[\"" + only.value() + "\"]");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isNoLongerGivenToClientsOnceItIsLeftOut(GrantType left) {
        Client client = Client.confidential("left", Secret.of(ServerUnderTest.SECRET))
                .grantType(left)
                .build();

        assertThatThrownBy(() -> builder(all().filter(grantType -> !grantType.equals(left)))
                        .client(client)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(left.value(), "no handler for it is installed");
    }

    @ParameterizedTest
    @MethodSource("ofTheTokenEndpoint")
    void stopsTheStartWhereAnotherClaimsItsGrantType(GrantType twice) {
        assertThatThrownBy(() -> builder(all()).install(new Second(twice)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        twice.value(),
                        Second.class.getName(),
                        module(twice).getClass().getPackageName());
    }

    private static OAuthServer started(Stream<GrantType> grantTypes) {
        OAuthServer server = builder(grantTypes).build();
        server.clients()
                .add(Client.confidential("web", Secret.of(ServerUnderTest.SECRET))
                        .build());
        return server;
    }

    private static OAuthServer.Builder builder(Stream<GrantType> grantTypes) {
        return OAuthServer.builder(ServerUnderTest.settings().build())
                .withoutStandardGrants()
                .install(grantTypes.map(EveryGrantModuleTest::module).toArray(Module[]::new))
                .install(new Nobody())
                .clock(() -> ServerUnderTest.NOON);
    }

    private static String metadata(OAuthServer server) {
        return server.handle(
                        Request.received("GET", "/oauth/.well-known/oauth-authorization-server", ServerUnderTest.NOON)
                                .build())
                .body()
                .asUtf8();
    }

    private static String grant(OAuthServer server, GrantType grantType) {
        Response response = server.handle(Request.received("POST", "/oauth/token", ServerUnderTest.NOON)
                .header("Authorization", ServerUnderTest.basic("web", ServerUnderTest.SECRET))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8("grant_type=" + grantType))
                .secure(true)
                .build());
        return response.body().asUtf8();
    }

    /** An application without people. */
    private static final class Nobody extends AbstractModule {

        @Override
        protected void configure() {
            bind(Accounts.class).toInstance((username, password) -> Optional.empty());
        }
    }

    /** Another handler for the same grant type. */
    private static final class Second extends AbstractModule implements GrantHandler {

        private final GrantType grantType;

        Second(GrantType grantType) {
            this.grantType = grantType;
        }

        @Override
        protected void configure() {
            Multibinder.newSetBinder(binder(), GrantHandler.class).addBinding().toInstance(this);
        }

        @Override
        public GrantType grantType() {
            return grantType;
        }

        @Override
        public GrantDecision grant(TokenRequest request) {
            throw OAuthException.invalidGrant("nothing is granted here");
        }
    }
}
