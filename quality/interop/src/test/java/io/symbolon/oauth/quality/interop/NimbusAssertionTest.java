// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretJWT;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.sun.net.httpserver.HttpServer;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.core.clientauth.jwt.JwtClientAuthenticationModule;
import io.symbolon.oauth.core.grant.jwtbearer.JwtBearerGrantModule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The Nimbus OAuth 2.0 SDK with assertions of its own making, over HTTP; one issuer publishes its keys over HTTP too. */
@ParameterizedClass
@EnumSource
@DisplayName("RFC 7523 with the Nimbus SDK")
class NimbusAssertionTest {

    private static final String PARTNER = "https://partner.example";
    private static final String CLIENT_SECRET = PhotoApplication.SECRET.reveal();

    private final AtomicInteger fetches = new AtomicInteger();

    private final Storage storage;
    private PhotoApplication application;
    private HttpServer keys;
    private AuthorizationServerMetadata metadata;
    private ECKey partnerKey;
    private RSAKey clientKey;

    NimbusAssertionTest(Storage storage) {
        this.storage = storage;
    }

    @BeforeEach
    void start() throws Exception {
        partnerKey = new ECKeyGenerator(Curve.P_256).keyID("partner-1").generate();
        clientKey = new RSAKeyGenerator(2048).keyID("client-1").generate();
        keys = publishing(new JWKSet(partnerKey).toPublicJWKSet().toString());
        application = PhotoApplication.start(
                settings -> settings.signingAlgorithms("ES256").keyFetchLoopback(true),
                server -> storage.under(server)
                        .install(
                                new JwtBearerGrantModule(),
                                new JwtClientAuthenticationModule(client -> List.of(PhotoApplication.SECRET)))
                        .trustedIssuer(TrustedIssuer.named(PARTNER)
                                .jwksUri("http://127.0.0.1:" + keys.getAddress().getPort() + "/keys")
                                .subjects(SubjectMapping.toAccount("partner:"))
                                .scopes("photos.read")
                                .build())
                        .client(Client.confidential("bearer", PhotoApplication.SECRET)
                                .grantType(GrantType.JWT_BEARER)
                                .scopes("photos.read", "photos.write")
                                .build())
                        .client(Client.confidential("signer", method("private_key_jwt"))
                                .jwks(new JWKSet(clientKey).toPublicJWKSet().toString())
                                .clientCredentials()
                                .grantType(GrantType.JWT_BEARER)
                                .scopes("photos.read")
                                .build())
                        .client(Client.confidential("hasher", method("client_secret_jwt"))
                                .secret(HashedSecret.sha256(PhotoApplication.SECRET))
                                .clientCredentials()
                                .scopes("photos.read")
                                .build()));
        metadata = AuthorizationServerMetadata.resolve(new Issuer(application.issuer()));
    }

    @AfterEach
    void stop() {
        application.close();
        keys.stop(0);
    }

    private HttpServer publishing(String document) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, 0); // in chunks
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static io.symbolon.oauth.api.ClientAuthenticationMethod method(String name) {
        return new io.symbolon.oauth.api.ClientAuthenticationMethod(name);
    }

    @Test
    void readsTheMethodsAndAlgorithmsInTheMetadata() {
        assertThat(metadata.getTokenEndpointAuthMethods())
                .contains(ClientAuthenticationMethod.PRIVATE_KEY_JWT, ClientAuthenticationMethod.CLIENT_SECRET_JWT);
        assertThat(metadata.getTokenEndpointJWSAlgs()).contains(JWSAlgorithm.RS256, JWSAlgorithm.HS256);
        assertThat(metadata.getGrantTypes()).contains(com.nimbusds.oauth2.sdk.GrantType.JWT_BEARER);
    }

    @Test
    @DisplayName("§2.1: gets a token for a trusted issuer's assertion, once")
    @Tag("threat-rfc7523-6-replayed")
    void getsATokenForAnAssertion() throws Exception {
        JWTBearerGrant grant = assertion();

        TokenResponse first = send(basic("bearer"), grant);
        TokenResponse second = send(basic("bearer"), grant);

        assertThat(first.toSuccessResponse().getTokens().getAccessToken().getScope())
                .isEqualTo(Scope.parse("photos.read"));
        assertThat(second.toErrorResponse().getErrorObject().getCode()).isEqualTo(OAuth2Error.INVALID_GRANT.getCode());
        assertThat(fetches).hasValue(1);
    }

    @Test
    @DisplayName("§2.2: authenticates with a key of its own")
    void authenticatesByPrivateKey() throws Exception {
        TokenResponse response = send(privateKeyJwt(application.issuer()), new ClientCredentialsGrant());

        assertThat(response.indicatesSuccess()).isTrue();
    }

    @Test
    @DisplayName("§3: does so once with one assertion")
    @Tag("threat-rfc7523-6-replayed")
    void authenticatesByPrivateKeyOnce() throws Exception {
        ClientAuthentication proof = privateKeyJwt(application.issuer());

        TokenResponse first = send(proof, new ClientCredentialsGrant());
        TokenResponse second = send(proof, new ClientCredentialsGrant());

        assertThat(first.indicatesSuccess()).isTrue();
        assertThat(second.toErrorResponse().getErrorObject().getCode()).isEqualTo(OAuth2Error.INVALID_CLIENT.getCode());
    }

    @Test
    @DisplayName("§2.2: authenticates with an HMAC under its secret")
    void authenticatesBySecret() throws Exception {
        TokenResponse response = send(clientSecretJwt(application.issuer()), new ClientCredentialsGrant());

        assertThat(response.indicatesSuccess()).isTrue();
    }

    @Test
    @DisplayName("§2: authenticates and presents by two assertions in one request")
    void doesBoth() throws Exception {
        TokenResponse response = send(privateKeyJwt(application.issuer()), assertion());

        assertThat(response.indicatesSuccess()).isTrue();
    }

    @Test
    @Tag("threat-rfc7523-6-stolen")
    void isRefusedWithAnAssertionForAnotherServer() throws Exception {
        TokenResponse byKey = send(privateKeyJwt("https://other.example"), new ClientCredentialsGrant());
        TokenResponse bySecret = send(clientSecretJwt("https://other.example"), new ClientCredentialsGrant());

        assertThat(byKey.toErrorResponse().getErrorObject().getCode()).isEqualTo(OAuth2Error.INVALID_CLIENT.getCode());
        assertThat(bySecret.toErrorResponse().getErrorObject().getCode())
                .isEqualTo(OAuth2Error.INVALID_CLIENT.getCode());
    }

    private static ClientAuthentication basic(String client) {
        return new ClientSecretBasic(new ClientID(client), new Secret(CLIENT_SECRET));
    }

    private ClientAuthentication privateKeyJwt(String audience) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("client-1").build(),
                claims("signer", "signer", audience));
        jwt.sign(new RSASSASigner(clientKey));
        return new PrivateKeyJWT(jwt);
    }

    private static ClientAuthentication clientSecretJwt(String audience) throws Exception {
        return new ClientSecretJWT(
                new ClientID("hasher"), URI.create(audience), JWSAlgorithm.HS256, new Secret(CLIENT_SECRET));
    }

    private JWTBearerGrant assertion() throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("partner-1").build(),
                claims(PARTNER, "alice", application.issuer()));
        jwt.sign(new ECDSASigner(partnerKey));
        return new JWTBearerGrant(jwt);
    }

    private static JWTClaimsSet claims(String issuer, String subject, String audience) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .build();
    }

    private TokenResponse send(ClientAuthentication client, AuthorizationGrant grant) throws Exception {
        TokenRequest request = new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant)
                .scope(Scope.parse("photos.read"))
                .build();
        return TokenResponse.parse(request.toHTTPRequest().send());
    }
}
