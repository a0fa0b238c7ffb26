// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Module;
import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import java.util.function.Supplier;

/** What a server is asked again and again. */
enum Call {
    CLIENT_CREDENTIALS,
    CLIENT_CREDENTIALS_JWT,
    CODE,
    REFRESH,
    INTROSPECTION,
    INTROSPECTION_JWT_AGAIN,
    AUTHENTICATE,
    AUTHENTICATE_JWT,
    AUTHENTICATE_JWT_AGAIN;

    private static final String SIGNED_SECRET = "the-signed-one's-" + ServerUnderTest.SECRET;

    /** A server that answers all of them; the client {@code signed} gets JWTs. */
    static ServerUnderTest server(Module... besides) {
        return ServerUnderTest.start(builder -> builder.install(besides)
                .client(Client.confidential("signed", Secret.of(SIGNED_SECRET))
                        .clientCredentials()
                        .accessTokenFormat("at+jwt")
                        .scopes("photos.read")
                        .build()));
    }

    /** Makes all that the next one needs, so that what is left to do is the call itself. */
    Supplier<Response> prepare(ServerUnderTest running) {
        return switch (this) {
            case CLIENT_CREDENTIALS -> token(running, "web", "grant_type=client_credentials");
            case CLIENT_CREDENTIALS_JWT -> token(running, "signed", "grant_type=client_credentials");
            case CODE ->
                token(
                        running,
                        "web",
                        "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&code_verifier="
                                + ServerUnderTest.VERIFIER + "&code=" + running.codeFor("web"));
            case REFRESH -> token(running, "web", "grant_type=refresh_token&refresh_token=" + running.refreshToken());
            case INTROSPECTION -> introspect(running, accessToken(running, "web"));
            case INTROSPECTION_JWT_AGAIN -> once(introspect(running, accessToken(running, "signed")));
            case AUTHENTICATE -> authenticate(running, accessToken(running, "web"));
            case AUTHENTICATE_JWT -> authenticate(running, accessToken(running, "signed"));
            case AUTHENTICATE_JWT_AGAIN -> once(authenticate(running, accessToken(running, "signed")));
        };
    }

    private static Supplier<Response> token(ServerUnderTest running, String client, String form) {
        String authorization = client.equals("signed")
                ? ServerUnderTest.basic(client, SIGNED_SECRET)
                : ServerUnderTest.basicOf(client);
        return post(running, "/oauth/token", authorization, form);
    }

    private static Supplier<Response> post(ServerUnderTest running, String path, String authorization, String form) {
        Request request = running.request("POST", path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", authorization)
                .body(Body.utf8(form))
                .build();
        return () -> running.server.handle(request);
    }

    private static Supplier<Response> introspect(ServerUnderTest running, String token) {
        return post(running, "/oauth/introspect", ServerUnderTest.basicOf("api"), "token=" + token);
    }

    /** The same call, after it was made once. */
    private static Supplier<Response> once(Supplier<Response> call) {
        assertThat(call.get().status()).isEqualTo(200);
        return call;
    }

    private static Supplier<Response> authenticate(ServerUnderTest running, String token) {
        Request request = running.request("GET", "/api")
                .header("Authorization", "Bearer " + token)
                .build()
                .demanding(AccessDemand.of());
        return () -> running.server.authenticate(request);
    }

    private static String accessToken(ServerUnderTest running, String client) {
        Response response =
                token(running, client, "grant_type=client_credentials").get();
        assertThat(response.status()).isEqualTo(200);
        return ServerUnderTest.member(response, "access_token");
    }
}
