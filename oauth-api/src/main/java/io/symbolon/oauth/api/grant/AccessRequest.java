// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.VerifiedAccess;
import java.time.Instant;

/**
 * A use of an access token that passed every check of the engine.
 *
 * @param access what the token says
 * @param demand what the resource server demands
 * @param receivedAt when the use was seen
 */
public record AccessRequest(VerifiedAccess access, AccessDemand demand, Instant receivedAt) {}
