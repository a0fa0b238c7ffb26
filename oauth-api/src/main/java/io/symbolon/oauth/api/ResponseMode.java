// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/** Where in a redirect URI the parameters of an authorization response stand (OAuth 2.0 Multiple Response Types §2.1). */
public enum ResponseMode {
    /** In the query, which reaches the client's server (RFC 6749 §4.1.2). */
    QUERY,
    /** In the fragment, which stays in the browser (RFC 6749 §4.2.2). */
    FRAGMENT
}
