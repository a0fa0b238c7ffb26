// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.resource;

import io.symbolon.oauth.api.Scope;

/**
 * A scope that the server knows.
 *
 * @param scope its name
 * @param description what people read on the consent page
 */
public record RegisteredScope(Scope scope, String description) {}
