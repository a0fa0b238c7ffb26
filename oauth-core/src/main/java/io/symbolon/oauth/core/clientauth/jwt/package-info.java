// SPDX-License-Identifier: Apache-2.0
/** Client authentication by assertion: {@code private_key_jwt} and {@code client_secret_jwt} (RFC 7523 §2.2). */
@NullMarked
package io.symbolon.oauth.core.clientauth.jwt;

import org.jspecify.annotations.NullMarked;
