// SPDX-License-Identifier: Apache-2.0
/** The token exchange grant (RFC 8693). */
@NullMarked
package io.symbolon.oauth.core.grant.exchange;

import org.jspecify.annotations.NullMarked;
