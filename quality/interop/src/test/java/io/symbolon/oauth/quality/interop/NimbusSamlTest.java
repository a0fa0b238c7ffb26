// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.SAML2BearerGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.saml.SamlBearerGrantModule;
import io.symbolon.oauth.saml.TrustedSamlIssuer;
import io.symbolon.oauth.testkit.SamlAssertionMaker;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The Nimbus OAuth 2.0 SDK presents SAML assertions over HTTP, which the JDK's XML signatures signed. */
@ParameterizedClass
@EnumSource
@DisplayName("RFC 7522 with the Nimbus SDK")
class NimbusSamlTest {

    private static final String PARTNER = "https://partner.example/saml";

    private final SamlAssertionMaker partner = SamlAssertionMaker.named(PARTNER);

    private final Storage storage;
    private PhotoApplication application;
    private AuthorizationServerMetadata metadata;

    NimbusSamlTest(Storage storage) {
        this.storage = storage;
    }

    @BeforeEach
    void start() throws Exception {
        application = PhotoApplication.start(
                settings -> settings.signingAlgorithms("ES256"),
                server -> storage.under(server)
                        .install(new SamlBearerGrantModule(TrustedSamlIssuer.named(PARTNER)
                                .key(partner.publicKey())
                                .subjects(SubjectMapping.toAccount("partner:"))
                                .scopes("photos.read")
                                .build()))
                        .client(Client.confidential("bearer", PhotoApplication.SECRET)
                                .grantType(GrantType.SAML2_BEARER)
                                .scopes("photos.read", "photos.write")
                                .build()));
        metadata = AuthorizationServerMetadata.resolve(new Issuer(application.issuer()));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void readsTheGrantTypeInTheMetadata() {
        assertThat(metadata.getGrantTypes()).contains(com.nimbusds.oauth2.sdk.GrantType.SAML2_BEARER);
    }

    @Test
    @DisplayName("§2.1: gets a token for a trusted issuer's assertion, once")
    @Tag("threat-rfc7522-6-replayed")
    void getsATokenForAnAssertion() throws Exception {
        AuthorizationGrant grant = assertionFor(application.issuer());

        AccessToken token = send(grant).toSuccessResponse().getTokens().getAccessToken();
        TokenResponse second = send(grant);

        assertThat(token.getScope()).isEqualTo(Scope.parse("photos.read"));
        assertThat(subjectOf(token)).isEqualTo("partner:alice");
        assertThat(second.toErrorResponse().getErrorObject().getCode()).isEqualTo(OAuth2Error.INVALID_GRANT.getCode());
    }

    @Test
    @DisplayName("§3: is refused with an assertion for another server")
    @Tag("threat-rfc7522-6-stolen")
    void isRefusedWithAnAssertionForAnotherServer() throws Exception {
        TokenResponse response = send(assertionFor("https://other.example"));

        assertThat(response.toErrorResponse().getErrorObject().getCode())
                .isEqualTo(OAuth2Error.INVALID_GRANT.getCode());
    }

    private AuthorizationGrant assertionFor(String server) {
        return new SAML2BearerGrant(new Base64URL(partner.assertion("alice", server, Instant.now())));
    }

    private TokenResponse send(AuthorizationGrant grant) throws Exception {
        TokenRequest request = new TokenRequest.Builder(metadata.getTokenEndpointURI(), secretOf("bearer"), grant)
                .scope(Scope.parse("photos.read"))
                .build();
        return TokenResponse.parse(request.toHTTPRequest().send());
    }

    private String subjectOf(AccessToken token) throws Exception {
        TokenIntrospectionRequest request = new TokenIntrospectionRequest(
                URI.create(application.issuer() + "/introspect"), secretOf(PhotoApplication.PHOTO_API), token);
        return TokenIntrospectionResponse.parse(request.toHTTPRequest().send())
                .toSuccessResponse()
                .getSubject()
                .getValue();
    }

    private static ClientAuthentication secretOf(String client) {
        return new ClientSecretBasic(new ClientID(client), new Secret(PhotoApplication.SECRET.reveal()));
    }
}
