// SPDX-License-Identifier: Apache-2.0
/** Randomness, the formats of access tokens, and refresh tokens. */
@NullMarked
package io.symbolon.oauth.core.internal.token;

import org.jspecify.annotations.NullMarked;
