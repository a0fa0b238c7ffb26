// SPDX-License-Identifier: Apache-2.0
/** The implicit grant (RFC 6749 §4.2), for clients that cannot be changed yet. */
@NullMarked
package io.symbolon.oauth.core.grant.implicit;

import org.jspecify.annotations.NullMarked;
