// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import java.net.URI;
import java.net.URISyntaxException;

/** Web origins as the {@code Origin} header spells them (RFC 6454 §6.1). */
final class Origins {

    private Origins() {}

    static String checked(String origin) {
        try {
            URI uri = new URI(origin);
            boolean bare = uri.getRawPath() != null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null;
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && bare && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return origin;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an origin: " + origin, e);
        }
        throw new IllegalArgumentException(
                "an origin is a scheme, a host and a port, such as https://app.example.com, without a slash: "
                        + origin);
    }
}
