// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;

/**
 * What a resource owner agreed to, remembered beyond one act of authorization; it grows with each further agreement.
 *
 * @param subject the resource owner
 * @param client to whom
 * @param scopes all that was ever agreed to and not withdrawn
 * @param updatedAt when it last grew
 */
public record Consent(Subject subject, ClientId client, Scopes scopes, Instant updatedAt) {}
