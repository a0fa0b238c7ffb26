// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.nativecrypto;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.token.SignatureProvider;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.settings.Settings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** A server that signs its tokens with native code if it can, and one token of it. */
final class Tokens {

    private static final String SECRET = "a-secret-of-more-than-thirty-two-characters";

    private Tokens() {}

    /** What a process of its own says about its token and its events. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (OAuthServer server = builder("ES256").listener(out::println).build()) {
            out.println("token accepted: " + isAccepted(server, accessToken(server)));
        }
    }

    static OAuthServer server(String algorithm) {
        return builder(algorithm).build();
    }

    private static OAuthServer.Builder builder(String algorithm) {
        return OAuthServer.builder(Settings.forIssuer("http://localhost/oauth")
                        .signingAlgorithms(algorithm)
                        .defaultAccessTokenFormat("at+jwt")
                        .build())
                .loginPage("/login")
                .install(new NativeCryptoModule())
                .scope("photos.read", "See your photos")
                .client(Client.confidential("robot", Secret.of(SECRET))
                        .clientCredentials()
                        .scopes("photos.read")
                        .build());
    }

    static String accessToken(OAuthServer server) {
        String basic = Base64.getEncoder().encodeToString(("robot:" + SECRET).getBytes(StandardCharsets.UTF_8));
        Response response = server.handle(Request.received("POST", "/oauth/token", Instant.now())
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8("grant_type=client_credentials"))
                .build());
        String json = response.body().asUtf8();
        int start = json.indexOf(":\"") + 2;
        return json.substring(start, json.indexOf('"', start));
    }

    static String jwks(OAuthServer server) {
        return server.handle(
                        Request.received("GET", "/oauth/jwks", Instant.now()).build())
                .body()
                .asUtf8();
    }

    static boolean isAccepted(OAuthServer server, String token) {
        Request request = Request.received("GET", "/api", Instant.now())
                .header("Authorization", "Bearer " + token)
                .build();
        return server.authenticate(request.demanding(AccessDemand.of(new Scope("photos.read"))))
                .access()
                .isPresent();
    }

    static SignatureProvider signatures(OAuthServer server) {
        return server.part(SignatureProvider.class);
    }
}
