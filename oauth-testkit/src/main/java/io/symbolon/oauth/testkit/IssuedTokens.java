// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import java.time.Duration;
import java.util.Optional;

/**
 * A token response (RFC 6749 §5.1), read. For tests only: it prints itself with its tokens.
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token
 * @param scopes what was granted, as the response states it
 * @param expiresIn how long the access token works
 */
public record IssuedTokens(String accessToken, Optional<String> refreshToken, Scopes scopes, Duration expiresIn) {

    /**
     * Reads the response.
     *
     * @throws AssertionError if it is an error
     */
    public static IssuedTokens in(Response response) {
        JsonNode json = Json.read(response.body());
        if (response.status() != 200 || !json.hasNonNull("access_token")) {
            throw new AssertionError("no tokens were issued: " + response.status() + " "
                    + response.body().asUtf8());
        }
        return new IssuedTokens(
                json.get("access_token").textValue(),
                Optional.ofNullable(json.path("refresh_token").textValue()),
                Scopes.parse(json.path("scope").asText("")),
                Duration.ofSeconds(json.path("expires_in").longValue()));
    }
}
