// SPDX-License-Identifier: Apache-2.0
/** The stores: SQL, dialects and rows. */
@NullMarked
package io.symbolon.oauth.jdbc.internal.store;

import org.jspecify.annotations.NullMarked;
