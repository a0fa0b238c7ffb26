// SPDX-License-Identifier: Apache-2.0
/** The resource owner password credentials grant (RFC 6749 §4.3), for clients that cannot be changed yet. */
@NullMarked
package io.symbolon.oauth.core.grant.password;

import org.jspecify.annotations.NullMarked;
