// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * A redirection URI that was found in a client's registration. Whatever sends a browser to a client takes this type, so
 * that an open redirect does not compile.
 */
public final class VerifiedRedirectUri {

    private final RedirectUri uri;

    VerifiedRedirectUri(RedirectUri uri) {
        this.uri = uri;
    }

    /** The URI as the client presented it. */
    public RedirectUri uri() {
        return uri;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifiedRedirectUri verified && uri.equals(verified.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    @Override
    public String toString() {
        return uri.value();
    }
}
