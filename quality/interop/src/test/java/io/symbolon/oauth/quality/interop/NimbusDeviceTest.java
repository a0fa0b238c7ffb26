// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.core.grant.device.DeviceCodeGrantModule;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The Nimbus OAuth 2.0 SDK as a device, over HTTP, and a person at a browser; on each kind of storage. */
@ParameterizedClass
@EnumSource
@DisplayName("RFC 8628 device authorization")
class NimbusDeviceTest {

    private static final ClientID TV = new ClientID("tv");
    private static final ClientAuthentication PRINTER =
            new ClientSecretBasic(new ClientID("printer"), new Secret(PhotoApplication.SECRET.reveal()));

    private final Storage storage;
    private PhotoApplication application;
    private AuthorizationServerMetadata metadata;

    NimbusDeviceTest(Storage storage) {
        this.storage = storage;
    }

    @BeforeEach
    void start() throws Exception {
        application = PhotoApplication.start(
                settings -> settings.signingAlgorithms("ES256"),
                server -> storage.under(server)
                        .install(new DeviceCodeGrantModule())
                        .client(Client.publicClient(TV.getValue())
                                .grantType(io.symbolon.oauth.api.GrantType.DEVICE_CODE)
                                .grantType(io.symbolon.oauth.api.GrantType.REFRESH_TOKEN)
                                .scopes("photos.read", "photos.write")
                                .build())
                        .client(Client.confidential("printer", PhotoApplication.SECRET)
                                .grantType(io.symbolon.oauth.api.GrantType.DEVICE_CODE)
                                .scopes("photos.read")
                                .build()));
        metadata = AuthorizationServerMetadata.resolve(new Issuer(application.issuer()));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void isInTheMetadata() {
        assertThat(metadata.getGrantTypes()).contains(GrantType.DEVICE_CODE);
        assertThat(metadata.getDeviceAuthorizationEndpointURI())
                .hasToString(application.issuer() + "/device_authorization");
    }

    @Test
    void connectsAPublicClient() throws Exception {
        DeviceAuthorizationSuccessResponse device =
                begin(new DeviceAuthorizationRequest.Builder(TV).scope(Scope.parse("photos.read")));
        ErrorObject pending = poll(device).toErrorResponse().getErrorObject();
        String page = new Browser(application.origin())
                .connectDevice(device.getVerificationURI(), device.getUserCode().getValue(), "alice");

        AccessTokenResponse tokens = poll(device).toSuccessResponse();
        AccessTokenResponse renewed = send(new TokenRequest.Builder(
                                metadata.getTokenEndpointURI(),
                                TV,
                                new RefreshTokenGrant(tokens.getTokens().getRefreshToken()))
                        .build())
                .toSuccessResponse();

        assertThat(device.getLifetime()).isEqualTo(600);
        assertThat(device.getInterval()).isEqualTo(5);
        assertThat(pending.getCode()).isEqualTo("authorization_pending");
        assertThat(page).contains("Your device is connected");
        assertThat(tokens.getTokens().getAccessToken().getScope()).isEqualTo(Scope.parse("photos.read"));
        assertThat(usedAtTheApi(renewed.getTokens().getAccessToken())).isEqualTo("the photos of alice");
    }

    @Test
    void connectsAConfidentialClientByItsLink() throws Exception {
        DeviceAuthorizationSuccessResponse device = begin(new DeviceAuthorizationRequest.Builder(PRINTER));
        Browser browser = new Browser(application.origin());
        String filledIn = browser.get(device.getVerificationURIComplete()).body();
        browser.connectDevice(device.getVerificationURI(), device.getUserCode().getValue(), "bob");

        TokenResponse tokens = send(new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(), PRINTER, new DeviceCodeGrant(device.getDeviceCode()))
                .build());

        assertThat(filledIn).contains("value=\"" + device.getUserCode().getValue() + "\"");
        assertThat(usedAtTheApi(tokens.toSuccessResponse().getTokens().getAccessToken()))
                .isEqualTo("the photos of bob");
    }

    @Test
    void isSlowedDown() throws Exception {
        DeviceAuthorizationSuccessResponse device = begin(new DeviceAuthorizationRequest.Builder(TV));
        poll(device);

        TokenResponse second = poll(device);

        assertThat(second.toErrorResponse().getErrorObject().getCode()).isEqualTo("slow_down");
    }

    @Test
    void isToldThatThePersonDidNotAllowIt() throws Exception {
        DeviceAuthorizationSuccessResponse device = begin(new DeviceAuthorizationRequest.Builder(TV));
        new Browser(application.origin())
                .refuseDevice(device.getVerificationURI(), device.getUserCode().getValue(), "alice");

        TokenResponse answer = poll(device);

        assertThat(answer.toErrorResponse().getErrorObject().getCode()).isEqualTo("access_denied");
    }

    private DeviceAuthorizationSuccessResponse begin(DeviceAuthorizationRequest.Builder request) throws Exception {
        HTTPResponse response = request.endpointURI(metadata.getDeviceAuthorizationEndpointURI())
                .build()
                .toHTTPRequest()
                .send();
        return DeviceAuthorizationResponse.parse(response).toSuccessResponse();
    }

    private TokenResponse poll(DeviceAuthorizationSuccessResponse device) throws IOException, ParseException {
        return send(new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(), TV, new DeviceCodeGrant(device.getDeviceCode()))
                .build());
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
