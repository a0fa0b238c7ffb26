// SPDX-License-Identifier: Apache-2.0
/** Protected resources and the scopes that are registered with the server (RFC 8707, RFC 6749 §3.3). */
@NullMarked
package io.symbolon.oauth.api.resource;

import org.jspecify.annotations.NullMarked;
