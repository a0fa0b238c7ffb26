// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

/** How a resolution ended. */
public enum ResolveOutcome {
    /** It is decided now, by this call. */
    RESOLVED,
    /** It was decided before; nothing has changed. */
    ALREADY_RESOLVED,
    /** It is unknown or has expired. */
    GONE
}
