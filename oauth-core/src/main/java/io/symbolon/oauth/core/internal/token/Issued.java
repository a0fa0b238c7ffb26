// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * What was issued and committed.
 *
 * @param code the authorization code
 * @param accessToken the access token
 * @param refreshToken the refresh token
 * @param scopes what was granted
 * @param lifetime how long the access token is usable
 * @param members further members of the response
 */
public record Issued(
        Optional<Secret> code,
        Optional<Secret> accessToken,
        Optional<Secret> refreshToken,
        Scopes scopes,
        Duration lifetime,
        Claims members) {}
