// SPDX-License-Identifier: Apache-2.0
/** The authorization code grant with PKCE (RFC 6749 §4.1, RFC 7636). */
@NullMarked
package io.symbolon.oauth.core.grant.code;

import org.jspecify.annotations.NullMarked;
