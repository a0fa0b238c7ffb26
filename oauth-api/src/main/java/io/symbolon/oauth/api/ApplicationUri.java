// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * A page of the application that embeds the server, such as its login page: an absolute path on the issuer's own host.
 * It comes from the configuration, never from a request.
 *
 * @param path starts with one slash; may hold a query, but no fragment
 */
public record ApplicationUri(String path) {

    public ApplicationUri {
        boolean local = path.startsWith("/") && !path.startsWith("//") && path.length() <= 2000;
        if (!local || !Text.isUriText(path) || path.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "a page of the application is a path on its own host, such as /login, but it is '" + path + "'");
        }
    }

    @Override
    public String toString() {
        return path;
    }
}
