// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.quality.benchmarks.load.Journey;
import java.util.Optional;

/** What every measured server has registered: three scopes, the resource that they belong to, and who asks. */
public final class Registered {

    public static final String ISSUER = "http://localhost";
    public static final Scopes SCOPES =
            Scopes.of(new Scope("photos.read"), new Scope("photos.share"), new Scope("photos.write"));
    public static final ResourceUri RESOURCE = new ResourceUri("https://photos.example/api");

    public static final String OPAQUE_CLIENT = "opaque-client";

    public static final String JWT_CLIENT = "jwt-client";
    public static final String RESOURCE_SERVER = "resource-server";
    public static final String SECRET = "a-secret-that-only-benchmarks-know";

    /** One address starts all logins here, which no browser does. */
    static final int LOGINS = 100_000_000;

    private Registered() {}

    /** A server as it comes, which keeps everything in memory and has room for this many tokens and as many clients. */
    public static OAuthServer server(int room) {
        return starting(room).build();
    }

    /** The same, before it starts. */
    public static OAuthServer.Builder starting(int room) {
        OAuthServer.Builder builder = OAuthServer.builder(settings().build())
                .storage(new InMemoryStorageModule(InMemoryCapacity.standard()
                        .withAccessTokens(room)
                        .withClients(room)
                        .withGrants(room)
                        .withRedeemables(room)
                        .withInteractions(LOGINS)))
                .resource(new Resource(RESOURCE, SCOPES, Optional.empty()))
                .client(client(OPAQUE_CLIENT)
                        .authorizationCode(Journey.REDIRECT_URI)
                        .consentRequired(false)
                        .build())
                .client(client(JWT_CLIENT).accessTokenFormat("at+jwt").build())
                .client(Client.confidential(RESOURCE_SERVER, Secret.of(SECRET))
                        .introspectsEveryToken()
                        .build());
        SCOPES.forEach(scope -> builder.scope(scope.value(), "Deal with your photos"));
        return builder;
    }

    /** The settings of every measured server. */
    static Settings.Builder settings() {
        return Settings.forIssuer(ISSUER)
                .loginPage("/login")
                .inMemory(InMemoryCapacity.standard().withInteractions(LOGINS));
    }

    private static Client.Builder client(String name) {
        String[] scopes = SCOPES.asList().stream().map(Scope::value).toArray(String[]::new);
        return Client.confidential(name, Secret.of(SECRET)).clientCredentials().scopes(scopes);
    }
}
