// SPDX-License-Identifier: Apache-2.0
/** Verifies assertions that others made (RFC 7523 §3), and finds the keys for it. */
@NullMarked
package io.symbolon.oauth.core.internal.assertion;

import org.jspecify.annotations.NullMarked;
