// SPDX-License-Identifier: Apache-2.0
/** Assertions that others make and that this server trusts (RFC 7521, RFC 7523). */
@NullMarked
package io.symbolon.oauth.api.assertion;

import org.jspecify.annotations.NullMarked;
