// SPDX-License-Identifier: Apache-2.0
/** Fetches documents from addresses that others chose: guarded, bounded, and from public addresses only. */
@NullMarked
package io.symbolon.oauth.core.internal.fetch;

import org.jspecify.annotations.NullMarked;
