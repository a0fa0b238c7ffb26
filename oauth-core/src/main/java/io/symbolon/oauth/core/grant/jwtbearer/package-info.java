// SPDX-License-Identifier: Apache-2.0
/** The JWT bearer grant (RFC 7523 §2.1). */
@NullMarked
package io.symbolon.oauth.core.grant.jwtbearer;

import org.jspecify.annotations.NullMarked;
