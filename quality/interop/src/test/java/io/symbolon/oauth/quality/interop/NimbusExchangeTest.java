// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.core.grant.exchange.ExchangeRule;
import io.symbolon.oauth.core.grant.exchange.ExchangeRules;
import io.symbolon.oauth.core.grant.exchange.TokenExchangeGrantModule;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The Nimbus OAuth 2.0 SDK exchanges tokens over HTTP. */
@ParameterizedClass
@EnumSource
@DisplayName("RFC 8693 with the Nimbus SDK")
class NimbusExchangeTest {

    private final Storage storage;
    private PhotoApplication application;

    NimbusExchangeTest(Storage storage) {
        this.storage = storage;
    }

    @BeforeEach
    void start() {
        application = PhotoApplication.start(
                settings -> settings.signingAlgorithms("ES256"),
                server -> storage.under(server)
                        .install(new TokenExchangeGrantModule(ExchangeRules.of(ExchangeRule.forClient("gateway")
                                .issuedTo(PhotoApplication.WEB)
                                .actor("gateway")
                                .impersonating()
                                .scopes("photos.read")
                                .build())))
                        .client(Client.confidential("gateway", PhotoApplication.SECRET)
                                .grantType(GrantType.TOKEN_EXCHANGE)
                                .clientCredentials()
                                .scopes("photos.read", "photos.write")
                                .build()));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    @DisplayName("§1.1: impersonates")
    void impersonates() throws Exception {
        TokenResponse response = exchange(new TokenExchangeGrant(alices(), TokenTypeURI.ACCESS_TOKEN));

        AccessToken token = response.toSuccessResponse().getTokens().getAccessToken();
        assertThat(token.getIssuedTokenType()).isEqualTo(TokenTypeURI.ACCESS_TOKEN);
        assertThat(token.getScope()).isEqualTo(Scope.parse("photos.read"));
        assertThat(introspected(token).getSubject().getValue()).isEqualTo("alice");
    }

    @Test
    @DisplayName("§4.1: delegates, and the resource server sees who acts")
    void delegates() throws Exception {
        AccessToken actor = send(gateway(), new ClientCredentialsGrant())
                .toSuccessResponse()
                .getTokens()
                .getAccessToken();

        TokenResponse response = exchange(new TokenExchangeGrant(
                alices(),
                TokenTypeURI.ACCESS_TOKEN,
                actor,
                TokenTypeURI.ACCESS_TOKEN,
                TokenTypeURI.ACCESS_TOKEN,
                null));

        AccessToken token = response.toSuccessResponse().getTokens().getAccessToken();
        assertThat(introspected(token).getSubject().getValue()).isEqualTo("alice");
        assertThat(introspected(token).getJSONObjectParameter("act"))
                .isEqualTo(Map.of(
                        "iss", application.issuer(), "sub", "gateway", "sub_type", "client", "client_id", "gateway"));
    }

    @Test
    @DisplayName("§2.2.2: is refused with what is no token")
    @Tag("threat-rfc8693-5-forged")
    void isRefusedWithWhatIsNoToken() throws Exception {
        TokenResponse response =
                exchange(new TokenExchangeGrant(new BearerAccessToken("nonsense"), TokenTypeURI.ACCESS_TOKEN));

        assertThat(response.toErrorResponse().getErrorObject().getCode())
                .isEqualTo(OAuth2Error.INVALID_REQUEST.getCode());
    }

    private AccessToken alices() {
        return new BearerAccessToken(
                application.codeFlow(PhotoApplication.WEB).tokensFor("alice").accessToken());
    }

    private TokenResponse exchange(TokenExchangeGrant grant) throws Exception {
        return send(gateway(), grant);
    }

    private TokenResponse send(ClientAuthentication client, AuthorizationGrant grant) throws Exception {
        TokenRequest request = new TokenRequest.Builder(URI.create(application.issuer() + "/token"), client, grant)
                .scope(Scope.parse("photos.read"))
                .build();
        return TokenResponse.parse(request.toHTTPRequest().send());
    }

    private TokenIntrospectionSuccessResponse introspected(AccessToken token) throws Exception {
        TokenIntrospectionRequest request = new TokenIntrospectionRequest(
                URI.create(application.issuer() + "/introspect"), secretOf(PhotoApplication.PHOTO_API), token);
        return TokenIntrospectionResponse.parse(request.toHTTPRequest().send()).toSuccessResponse();
    }

    private static ClientAuthentication gateway() {
        return secretOf("gateway");
    }

    private static ClientAuthentication secretOf(String client) {
        return new ClientSecretBasic(new ClientID(client), new Secret(PhotoApplication.SECRET.reveal()));
    }
}
