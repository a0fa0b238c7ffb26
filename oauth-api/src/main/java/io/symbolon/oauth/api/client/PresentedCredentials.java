// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Secret;

/**
 * Which client a request claims to come from, and what it shows as proof.
 *
 * @param clientId the claimed identifier
 * @param proof a secret or an assertion; empty for the method {@code none}
 */
public record PresentedCredentials(ClientId clientId, Secret proof) {}
