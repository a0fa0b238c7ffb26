// SPDX-License-Identifier: Apache-2.0
/** The refresh token grant (RFC 6749 §6). */
@NullMarked
package io.symbolon.oauth.core.grant.refresh;

import org.jspecify.annotations.NullMarked;
