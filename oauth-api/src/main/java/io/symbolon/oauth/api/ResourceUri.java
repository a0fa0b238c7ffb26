// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The identifier of a protected resource (RFC 8707 §2): an absolute URI without fragment, compared as an exact string.
 *
 * @param value the URI, at most 2,000 characters
 */
public record ResourceUri(String value) {

    public ResourceUri {
        if (value.length() > 2000 || !Text.isUriText(value) || !isAbsoluteWithoutFragment(value)) {
            throw new IllegalArgumentException("a resource must be an absolute URI without a fragment");
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isAbsoluteWithoutFragment(String value) {
        try {
            URI uri = new URI(value);
            return uri.isAbsolute() && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
