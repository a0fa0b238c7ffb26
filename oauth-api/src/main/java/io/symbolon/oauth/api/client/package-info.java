// SPDX-License-Identifier: Apache-2.0
/** Clients and how they authenticate (RFC 6749 §2). */
@NullMarked
package io.symbolon.oauth.api.client;

import org.jspecify.annotations.NullMarked;
