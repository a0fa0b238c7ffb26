// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.grant.clientcredentials.ClientCredentialsGrantModule;
import io.symbolon.oauth.core.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What is true of the grant because it is a module of its own. */
final class SamlBearerGrantModuleTest {

    private static final String SECRET = "a-secret-of-more-than-thirty-two-characters";
    private static final String URN = GrantType.SAML2_BEARER.value();

    @Test
    void isNamedByTheMetadata() {
        try (OAuthServer server = builder().install(samlBearer()).build()) {
            assertThat(metadata(server)).contains('"' + URN + '"');
        }
    }

    @Test
    void canBeLeftOut() {
        try (OAuthServer server = builder().build()) {
            server.clients()
                    .add(Client.confidential("backend", Secret.of(SECRET)).build());

            assertThat(metadata(server)).contains("\"grant_types_supported\"").doesNotContain(URN);
            assertThat(grant(server)).contains("\"error\":\"unsupported_grant_type\"");
        }
    }

    @Test
    void isNoLongerGivenToClientsOnceItIsLeftOut() {
        Client client = Client.confidential("backend", Secret.of(SECRET))
                .grantType(GrantType.SAML2_BEARER)
                .build();

        assertThatThrownBy(() -> builder().client(client).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(URN, "no handler for it is installed");
    }

    @Test
    void stopsTheStartWhereAnotherClaimsItsGrantType() {
        assertThatThrownBy(() -> builder().install(samlBearer(), new Second()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(URN, Second.class.getName(), SamlBearerGrant.class.getName());
    }

    private static SamlBearerGrantModule samlBearer() {
        return new SamlBearerGrantModule(SamlServer.partner().build());
    }

    private static OAuthServer.Builder builder() {
        return OAuthServer.builder(Settings.forIssuer(SamlText.ISSUER)
                        .signingAlgorithms("ES256")
                        .build())
                .withoutStandardGrants()
                .install(new ClientCredentialsGrantModule())
                .scope("photos.read", "See your photos")
                .clock(() -> SamlText.NOON);
    }

    private static String metadata(OAuthServer server) {
        return server.handle(Request.received("GET", "/.well-known/oauth-authorization-server/oauth", SamlText.NOON)
                        .build())
                .body()
                .asUtf8();
    }

    private static String grant(OAuthServer server) {
        String basic = Base64.getEncoder().encodeToString(("backend:" + SECRET).getBytes(StandardCharsets.UTF_8));
        return server.handle(Request.received("POST", "/oauth/token", SamlText.NOON)
                        .remoteAddress("203.0.113.7")
                        .secure(true)
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .body(Body.utf8("assertion=any&grant_type=" + URN.replace(":", "%3A")))
                        .build())
                .body()
                .asUtf8();
    }

    /** Another handler for the grant type. */
    private static final class Second extends AbstractModule implements GrantHandler {

        @Override
        protected void configure() {
            newSetBinder(binder(), GrantHandler.class).addBinding().toInstance(this);
        }

        @Override
        public GrantType grantType() {
            return GrantType.SAML2_BEARER;
        }

        @Override
        public GrantDecision grant(TokenRequest request) {
            throw OAuthException.invalidGrant("nothing is granted here");
        }
    }
}
