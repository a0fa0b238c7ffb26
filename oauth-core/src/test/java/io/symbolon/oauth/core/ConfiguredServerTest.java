// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.core.settings.ConfigurationReader;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a configuration document says reaches the running server. */
class ConfiguredServerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final OAuthServer server = OAuthServer.builder(ConfigurationReader.of(
                            name -> Optional.of("a-secret-of-more-than-thirty-two-characters"), path -> "")
                    .read("""
                            {
                              "issuer": "https://as.example.com",
                              "login_page": "/login",
                              "max_query_length": 1024,
                              "in_memory_clients": 2,
                              "resources": [{"resource": "https://api.example.com", "scopes": ["photos.read"]}],
                              "clients": [{
                                "client_id": "job",
                                "client_secret": "${JOB_SECRET}",
                                "grant_types": ["client_credentials"],
                                "token_endpoint_auth_method": "client_secret_post",
                                "scope": "photos.read"
                              }]
                            }
                            """))
            .clock(() -> NOON)
            .build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void issuesATokenToAConfiguredClient() {
        Response response = server.handle(Request.received("POST", "/token", NOON)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8("grant_type=client_credentials&client_id=job"
                        + "&client_secret=a-secret-of-more-than-thirty-two-characters"))
                .build());

        assertThat(response.status()).as(response.body().asUtf8()).isEqualTo(200);
        assertThat(response.body().asUtf8()).contains("photos.read");
    }

    @Test
    void knowsTheScopesThatItsResourcesName() {
        assertThat(server.scopes().all())
                .extracting(RegisteredScope::description)
                .containsExactly("photos.read");
        assertThat(server.resources().all()).hasSize(1);
    }

    @Test
    void refusesAQueryThatIsLongerThanConfigured() {
        assertThat(metadataWithQueryOf(1024).status()).isEqualTo(200);
        assertThat(metadataWithQueryOf(1025).status()).isEqualTo(413);
    }

    private Response metadataWithQueryOf(int length) {
        return server.handle(Request.received("GET", "/.well-known/oauth-authorization-server", NOON)
                .query("q=" + "x".repeat(length - 2))
                .build());
    }
}
