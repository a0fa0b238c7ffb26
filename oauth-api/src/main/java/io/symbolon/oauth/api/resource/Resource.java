// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.resource;

import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import java.util.Optional;

/**
 * A protected resource, usually an API.
 *
 * @param uri its identifier, the audience of tokens for it
 * @param scopes the scopes that mean something to it; a token for it holds no other
 * @param accessTokenFormat the format of tokens for it; absent for the client's or the server's own
 */
public record Resource(ResourceUri uri, Scopes scopes, Optional<String> accessTokenFormat) {}
