// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** Spring Security's OAuth 2.0 client, without Spring Boot, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringClientTest {

    private PhotoApplication application;

    @BeforeAll
    void start() {
        application = PhotoApplication.start();
    }

    @AfterAll
    void stop() {
        application.close();
    }

    static Stream<ClientAuthenticationMethod> confidential() {
        return Stream.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    static Stream<ClientAuthenticationMethod> all() {
        return Stream.concat(confidential(), Stream.of(ClientAuthenticationMethod.NONE));
    }

    @Test
    @DisplayName("RFC 8414 §3: finds all endpoints from the issuer alone")
    void findsAllEndpointsFromTheIssuer() {
        ClientRegistration registration =
                registration(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, AuthorizationGrantType.CLIENT_CREDENTIALS);

        assertThat(registration.getProviderDetails().getTokenUri()).isEqualTo(application.issuer() + "/token");
        assertThat(registration.getProviderDetails().getAuthorizationUri())
                .isEqualTo(application.issuer() + "/authorize");
        assertThat(registration.getProviderDetails().getJwkSetUri()).startsWith(application.issuer());
    }

    @Nested
    @DisplayName("RFC 6749 §4.1 with RFC 7636")
    class Code {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.quality.interop.SpringClientTest#all")
        void getsATokenAndUsesIt(ClientAuthenticationMethod method) {
            OAuth2AccessTokenResponse tokens = tokensByCode(method, "photos.read");

            assertThat(tokens.getAccessToken().getScopes()).containsExactly("photos.read");
            assertThat(usedAtTheApi(tokens.getAccessToken())).isEqualTo("the photos of alice");
        }

        @Test
        @Tag("security-case-49")
        @Tag("CVE-2022-31690")
        @DisplayName("RFC 6749 §5.1: the response states what was granted, where it is less than was asked for")
        void isToldWhenThePersonAllowedLess() {
            ClientRegistration registration = registration(
                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC, AuthorizationGrantType.AUTHORIZATION_CODE);

            OAuth2AccessTokenResponse tokens = redeemed(
                    registration,
                    exchange(
                            registration,
                            "photos.read photos.write",
                            request -> new Browser(application.origin()).approveOnly(request, "alice", "photos.read")));

            assertThat(tokens.getAccessToken().getScopes()).containsExactly("photos.read");
        }

        @Test
        @Tag("security-case-49")
        @DisplayName("RFC 6749 §5.1: and where it is all that was asked for, or nothing was")
        void isToldInAnyCase() {
            for (String asked : List.of("&scope=photos.read", "&scope=", "")) {
                String body = RestClient.create()
                        .post()
                        .uri(application.issuer() + "/token")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .headers(headers -> headers.setBasicAuth(
                                PhotoApplication.WEB,
                                PhotoApplication.SECRET.reveal().replace(' ', '+')))
                        .body("grant_type=client_credentials" + asked)
                        .retrieve()
                        .body(String.class);

                assertThat(body).contains("\"scope\":\"");
            }
        }

        @Test
        void isToldWhatWasWrong() {
            ClientRegistration registration = registration(
                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC, AuthorizationGrantType.AUTHORIZATION_CODE);
            OAuth2AuthorizationExchange exchange =
                    exchange(registration, "photos.read", SpringClientTest.this::approve);
            RestClientAuthorizationCodeTokenResponseClient client =
                    new RestClientAuthorizationCodeTokenResponseClient();
            client.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(registration, exchange));

            assertThatThrownBy(() ->
                            client.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(registration, exchange)))
                    .isInstanceOf(OAuth2AuthorizationException.class)
                    .hasMessageContaining("invalid_grant");
        }
    }

    @Nested
    @DisplayName("RFC 6749 §4.4")
    class ClientCredentials {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.quality.interop.SpringClientTest#confidential")
        void getsATokenAndUsesIt(ClientAuthenticationMethod method) {
            ClientRegistration registration = registration(method, AuthorizationGrantType.CLIENT_CREDENTIALS);

            OAuth2AccessTokenResponse tokens = new RestClientClientCredentialsTokenResponseClient()
                    .getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration));

            assertThat(tokens.getAccessToken().getScopes()).containsExactly("photos.read");
            assertThat(usedAtTheApi(tokens.getAccessToken())).startsWith("the photos of web");
        }
    }

    @Nested
    @DisplayName("RFC 6749 §6")
    class Refresh {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.quality.interop.SpringClientTest#all")
        void renewsAndNarrows(ClientAuthenticationMethod method) {
            OAuth2AccessTokenResponse first = tokensByCode(method, "photos.read photos.write");
            ClientRegistration registration = registration(method, AuthorizationGrantType.AUTHORIZATION_CODE);

            OAuth2AccessTokenResponse second = new RestClientRefreshTokenTokenResponseClient()
                    .getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                            registration,
                            first.getAccessToken(),
                            Optional.ofNullable(first.getRefreshToken()).orElseThrow(),
                            Set.of("photos.read")));

            assertThat(second.getAccessToken().getScopes()).containsExactly("photos.read");
            assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());
            assertThat(usedAtTheApi(second.getAccessToken())).isEqualTo("the photos of alice");
        }
    }

    @Test
    @DisplayName("RFC 6750 §3.1: the API refuses a token without the scope")
    void isRefusedAtTheApiWithoutTheScope() {
        OAuth2AccessTokenResponse tokens = tokensByCode(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "photos.write");

        HttpStatus status = RestClient.create()
                .get()
                .uri(application.origin() + "/api/photos")
                .headers(
                        headers -> headers.setBearerAuth(tokens.getAccessToken().getTokenValue()))
                .exchange((request, response) ->
                        HttpStatus.valueOf(response.getStatusCode().value()));

        assertThat(status).isEqualTo(HttpStatus.FORBIDDEN);
    }

    private OAuth2AccessTokenResponse tokensByCode(ClientAuthenticationMethod method, String scope) {
        ClientRegistration registration = registration(method, AuthorizationGrantType.AUTHORIZATION_CODE);
        return redeemed(registration, exchange(registration, scope, this::approve));
    }

    private static OAuth2AccessTokenResponse redeemed(
            ClientRegistration registration, OAuth2AuthorizationExchange exchange) {
        return new RestClientAuthorizationCodeTokenResponseClient()
                .getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(registration, exchange));
    }

    private URI approve(URI authorizationRequest) {
        return new Browser(application.origin()).approve(authorizationRequest, "alice");
    }

    /** What a login with Spring keeps in the session between the redirect and the callback. */
    private static OAuth2AuthorizationExchange exchange(
            ClientRegistration registration, String scope, UnaryOperator<URI> person) {
        OAuth2AuthorizationRequest.Builder builder = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(registration.getRedirectUri())
                .scope(scope.split(" ", -1))
                .state("state-of-spring");
        OAuth2AuthorizationRequestCustomizers.withPkce().accept(builder);
        OAuth2AuthorizationRequest request = builder.build();
        URI callback = person.apply(URI.create(request.getAuthorizationRequestUri()));
        Map<String, String> answer = new LinkedHashMap<>(
                UriComponentsBuilder.fromUri(callback).build().getQueryParams().toSingleValueMap());
        assertThat(answer).containsEntry("state", "state-of-spring").containsKeys("code", "iss");
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(answer.getOrDefault("code", ""))
                .redirectUri(requireNonNull(registration.getRedirectUri()))
                .state("state-of-spring")
                .build();
        return new OAuth2AuthorizationExchange(request, response);
    }

    private ClientRegistration registration(ClientAuthenticationMethod method, AuthorizationGrantType grantType) {
        boolean isPublic = method.equals(ClientAuthenticationMethod.NONE);
        boolean isPost = method.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        ClientRegistration.Builder registration = ClientRegistrations.fromIssuerLocation(application.issuer())
                .registrationId("symbolon")
                .authorizationGrantType(grantType)
                .clientAuthenticationMethod(method)
                .clientId(isPublic ? PhotoApplication.APP : isPost ? PhotoApplication.WEB_POST : PhotoApplication.WEB)
                .redirectUri(isPublic ? "http://127.0.0.1:51004/callback" : PhotoApplication.REDIRECT_URI)
                .scope("photos.read");
        return (isPublic ? registration : registration.clientSecret(PhotoApplication.SECRET.reveal())).build();
    }

    private String usedAtTheApi(OAuth2AccessToken token) {
        String body = RestClient.create()
                .get()
                .uri(application.origin() + "/api/photos")
                .headers(headers -> headers.setBearerAuth(token.getTokenValue()))
                .retrieve()
                .body(String.class);
        return String.valueOf(body);
    }
}
