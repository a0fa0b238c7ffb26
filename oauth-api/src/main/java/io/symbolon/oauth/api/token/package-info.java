// SPDX-License-Identifier: Apache-2.0
/** Grants, what is redeemed, the tokens and the plug-ins that shape tokens. */
@NullMarked
package io.symbolon.oauth.api.token;

import org.jspecify.annotations.NullMarked;
