// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Nimbus OAuth 2.0 SDK as client and as resource server, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NimbusClientTest {

    private PhotoApplication application;
    private AuthorizationServerMetadata metadata;

    @BeforeAll
    void start() throws Exception {
        application = PhotoApplication.start();
        metadata = AuthorizationServerMetadata.resolve(new Issuer(application.issuer()));
    }

    @AfterAll
    void stop() {
        application.close();
    }

    /** A client of ours, as Nimbus sees it. */
    private sealed interface Party {

        String clientId();

        String redirectUri();

        TokenRequest request(URI endpoint, AuthorizationGrant grant, Scope scope);

        TokenRevocationRequest revocation(URI endpoint, Token token);
    }

    private record Confidential(ClientAuthentication authentication) implements Party {

        @Override
        public String clientId() {
            return authentication.getClientID().getValue();
        }

        @Override
        public String redirectUri() {
            return PhotoApplication.REDIRECT_URI;
        }

        @Override
        public TokenRequest request(URI endpoint, AuthorizationGrant grant, Scope scope) {
            return new TokenRequest.Builder(endpoint, authentication, grant)
                    .scope(scope)
                    .build();
        }

        @Override
        public TokenRevocationRequest revocation(URI endpoint, Token token) {
            return new TokenRevocationRequest(endpoint, authentication, token);
        }

        @Override
        public String toString() {
            return authentication.getMethod().getValue();
        }
    }

    private record Public(ClientID id) implements Party {

        @Override
        public String clientId() {
            return id.getValue();
        }

        @Override
        public String redirectUri() {
            // RFC 8252 §7.3: whichever port the app got
            return "http://127.0.0.1:51004/callback";
        }

        @Override
        public TokenRequest request(URI endpoint, AuthorizationGrant grant, Scope scope) {
            return new TokenRequest.Builder(endpoint, id, grant).scope(scope).build();
        }

        @Override
        public TokenRevocationRequest revocation(URI endpoint, Token token) {
            return new TokenRevocationRequest(endpoint, id, token);
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    static Stream<Confidential> confidential() {
        Secret secret = new Secret(PhotoApplication.SECRET.reveal());
        return Stream.of(
                new Confidential(new ClientSecretBasic(new ClientID(PhotoApplication.WEB), secret)),
                new Confidential(new ClientSecretPost(new ClientID(PhotoApplication.WEB_POST), secret)));
    }

    static Stream<Party> all() {
        return Stream.concat(confidential(), Stream.of(new Public(new ClientID(PhotoApplication.APP))));
    }

    @Nested
    @DisplayName("RFC 8414 metadata")
    class Rfc8414 {

        @Test
        @DisplayName("§3.1: at the well-known path that is inserted before the issuer's")
        void isFoundAtTheInsertedLocation() {
            assertThat(metadata.getIssuer().getValue()).isEqualTo(application.issuer());
            assertThat(metadata.getTokenEndpointURI()).hasToString(application.issuer() + "/token");
            assertThat(metadata.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
            assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
        }

        @Test
        @DisplayName("§3.1: at the well-known path that is appended to the issuer's")
        void isFoundAtTheAppendedLocation() throws Exception {
            URL base = URI.create(application.issuer()).toURL();

            AuthorizationServerMetadata same =
                    AuthorizationServerMetadata.resolve(new Issuer(application.issuer()), base);

            assertThat(same.toJSONObject()).isEqualTo(metadata.toJSONObject());
        }
    }

    @Nested
    @DisplayName("RFC 6749 §4.1 with RFC 7636 and RFC 9207")
    class Code {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.quality.interop.NimbusClientTest#all")
        void getsATokenAndUsesIt(Party party) throws Exception {
            AccessTokenResponse tokens = tokensByCode(party, "photos.read", "alice");

            assertThat(tokens.getTokens().getAccessToken().getScope()).isEqualTo(Scope.parse("photos.read"));
            assertThat(usedAtTheApi(tokens.getTokens().getAccessToken())).isEqualTo("the photos of alice");
        }

        @Test
        void tellsTheClientWhenThePersonDoesNotAllowIt() throws Exception {
            Party party = confidential().findFirst().orElseThrow();
            State state = new State();
            URI callback = new Browser(application.origin())
                    .deny(authorizationRequest(party, "photos.read", state, new CodeVerifier()), "alice");

            AuthorizationResponse response = AuthorizationResponse.parse(callback);

            assertThat(response.indicatesSuccess()).isFalse();
            assertThat(response.toErrorResponse().getErrorObject().getCode())
                    .isEqualTo(OAuth2Error.ACCESS_DENIED.getCode());
            assertThat(response.getState()).isEqualTo(state);
            assertThat(response.getIssuer().getValue()).isEqualTo(application.issuer());
        }

        @Test
        void isRefusedWithAnotherVerifier() throws Exception {
            Party party = confidential().findFirst().orElseThrow();
            AuthorizationCode code = code(party, "photos.read", "alice", new CodeVerifier());

            TokenResponse response = send(party.request(
                    metadata.getTokenEndpointURI(),
                    new AuthorizationCodeGrant(code, URI.create(party.redirectUri()), new CodeVerifier()),
                    new Scope()));

            assertThat(response.toErrorResponse().getErrorObject().getCode())
                    .isEqualTo(OAuth2Error.INVALID_GRANT.getCode());
        }
    }

    @Nested
    @DisplayName("RFC 6749 §4.4")
    class ClientCredentials {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.quality.interop.NimbusClientTest#confidential")
        void getsATokenAndUsesIt(Confidential party) throws Exception {
            TokenResponse response = send(party.request(
                    metadata.getTokenEndpointURI(), new ClientCredentialsGrant(), Scope.parse("photos.read")));

            AccessToken token = response.toSuccessResponse().getTokens().getAccessToken();
            assertThat(response.toSuccessResponse().getTokens().getRefreshToken())
                    .isNull();
            assertThat(usedAtTheApi(token)).isEqualTo("the photos of " + party.clientId());
        }

        @Test
        void isRefusedWithAWrongSecret() throws Exception {
            Party wrong = new Confidential(new ClientSecretBasic(
                    new ClientID("nobody"), new Secret("a secret that nobody has ever been given")));

            TokenResponse response = send(wrong.request(
                    metadata.getTokenEndpointURI(), new ClientCredentialsGrant(), Scope.parse("photos.read")));

            assertThat(response.toErrorResponse().getErrorObject().getCode())
                    .isEqualTo(OAuth2Error.INVALID_CLIENT.getCode());
            assertThat(response.toErrorResponse().getErrorObject().getHTTPStatusCode())
                    .isEqualTo(401);
        }
    }

    @Nested
    @DisplayName("RFC 6749 §6")
    class Refresh {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.quality.interop.NimbusClientTest#all")
        void renewsAndNarrows(Party party) throws Exception {
            AccessTokenResponse first = tokensByCode(party, "photos.read photos.write", "alice");
            RefreshToken refreshToken = first.getTokens().getRefreshToken();

            AccessTokenResponse second = send(party.request(
                            metadata.getTokenEndpointURI(),
                            new RefreshTokenGrant(refreshToken),
                            Scope.parse("photos.read")))
                    .toSuccessResponse();

            assertThat(second.getTokens().getRefreshToken()).isNotEqualTo(refreshToken);
            assertThat(second.getTokens().getAccessToken().getScope()).isEqualTo(Scope.parse("photos.read"));
            assertThat(usedAtTheApi(second.getTokens().getAccessToken())).isEqualTo("the photos of alice");
        }
    }

    @Nested
    @DisplayName("RFC 7662")
    class Introspection {

        @Test
        void tellsTheResourceServerWhatATokenSays() throws Exception {
            AccessToken token = tokensByCode(confidential().findFirst().orElseThrow(), "photos.read", "alice")
                    .getTokens()
                    .getAccessToken();

            TokenIntrospectionSuccessResponse answer = introspect(token);

            assertThat(answer.isActive()).isTrue();
            assertThat(answer.getSubject().getValue()).isEqualTo("alice");
            assertThat(answer.getClientID().getValue()).isEqualTo(PhotoApplication.WEB);
            assertThat(answer.getScope()).isEqualTo(Scope.parse("photos.read"));
            assertThat(answer.getIssuer().getValue()).isEqualTo(application.issuer());
            assertThat(answer.getAudience())
                    .extracting(Object::toString)
                    .containsExactly(PhotoApplication.PHOTOS.value());
            assertThat(answer.getExpirationTime()).isAfter(answer.getIssueTime());
        }
    }

    @Nested
    @DisplayName("RFC 7009")
    class Revocation {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.quality.interop.NimbusClientTest#all")
        void endsAnAccessToken(Party party) throws Exception {
            AccessToken token =
                    tokensByCode(party, "photos.read", "alice").getTokens().getAccessToken();

            HTTPResponse response = party.revocation(metadata.getRevocationEndpointURI(), token)
                    .toHTTPRequest()
                    .send();

            assertThat(response.getStatusCode()).isEqualTo(200);
            assertThat(introspect(token).isActive()).isFalse();
        }

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.quality.interop.NimbusClientTest#all")
        void endsAllWithTheRefreshToken(Party party) throws Exception {
            AccessTokenResponse tokens = tokensByCode(party, "photos.read", "alice");

            HTTPResponse response = party.revocation(
                            metadata.getRevocationEndpointURI(),
                            tokens.getTokens().getRefreshToken())
                    .toHTTPRequest()
                    .send();

            assertThat(response.getStatusCode()).isEqualTo(200);
            assertThat(introspect(tokens.getTokens().getAccessToken()).isActive())
                    .isFalse();
        }
    }

    private AccessTokenResponse tokensByCode(Party party, String scope, String account) throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        AuthorizationCode code = code(party, scope, account, verifier);
        AuthorizationGrant grant = new AuthorizationCodeGrant(code, URI.create(party.redirectUri()), verifier);
        TokenResponse response = send(party.request(metadata.getTokenEndpointURI(), grant, new Scope()));
        assertThat(response.indicatesSuccess())
                .as(response.toHTTPResponse().getBody())
                .isTrue();
        return response.toSuccessResponse();
    }

    private AuthorizationCode code(Party party, String scope, String account, CodeVerifier verifier) throws Exception {
        State state = new State();
        URI request = authorizationRequest(party, scope, state, verifier);
        URI callback = new Browser(application.origin()).approve(request, account);
        assertThat(callback).asString().startsWith(party.redirectUri());
        AuthorizationResponse response = AuthorizationResponse.parse(callback);
        assertThat(response.getState()).isEqualTo(state);
        assertThat(response.getIssuer()).isEqualTo(metadata.getIssuer());
        return response.toSuccessResponse().getAuthorizationCode();
    }

    private URI authorizationRequest(Party party, String scope, State state, CodeVerifier verifier) {
        return new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(party.clientId()))
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .redirectionURI(URI.create(party.redirectUri()))
                .scope(Scope.parse(scope))
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    private TokenIntrospectionSuccessResponse introspect(AccessToken token) throws IOException, ParseException {
        ClientAuthentication api = new ClientSecretBasic(
                new ClientID(PhotoApplication.PHOTO_API), new Secret(PhotoApplication.SECRET.reveal()));
        HTTPResponse response = new TokenIntrospectionRequest(metadata.getIntrospectionEndpointURI(), api, token)
                .toHTTPRequest()
                .send();
        return TokenIntrospectionResponse.parse(response).toSuccessResponse();
    }

    private String usedAtTheApi(AccessToken token) throws IOException {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, URI.create(application.origin() + "/api/photos"));
        request.setAuthorization(token.toAuthorizationHeader());
        HTTPResponse response = request.send();
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        return response.getBody().strip();
    }

    private static TokenResponse send(TokenRequest request) throws IOException, ParseException {
        return TokenResponse.parse(request.toHTTPRequest().send());
    }
}
