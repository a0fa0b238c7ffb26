// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import java.time.Instant;
import java.util.Optional;

/**
 * A token response in the making, as contributors see it.
 *
 * @param client who gets it
 * @param issue what was decided
 * @param code the authorization code that goes with it
 * @param accessToken the access token that goes with it
 * @param receivedAt when the request arrived
 */
public record Contribution(
        Client client,
        GrantDecision.Issue issue,
        Optional<Secret> code,
        Optional<Secret> accessToken,
        Instant receivedAt) {}
