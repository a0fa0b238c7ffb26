// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The issuer identifier (RFC 8414 §2): an {@code https} URI without query, fragment and trailing slash; {@code http} on
 * a loopback host only. All endpoints lie under its path.
 *
 * @param uri the identifier, compared as an exact string
 */
public record Issuer(String uri) {

    public Issuer {
        URI parsed = parse(uri);
        boolean secure = "https".equals(parsed.getScheme());
        if (!secure && !("http".equals(parsed.getScheme()) && isLoopback(parsed))) {
            throw new IllegalArgumentException("the issuer must be an https URI (http only on localhost, 127.0.0.1 or"
                    + " [::1]), but it is '" + uri + "'");
        }
        if (parsed.getRawQuery() != null || parsed.getRawFragment() != null || parsed.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the issuer must have no query, fragment or user name: '" + uri + "'");
        }
        if (uri.endsWith("/")
                || parsed.getRawPath().contains("//")
                || parsed.getRawPath().contains("%")) {
            throw new IllegalArgumentException(
                    "the issuer must not end in a slash nor hold an empty or encoded path segment: '" + uri + "'");
        }
    }

    /** The path, without a trailing slash: empty, or like {@code /oauth}. */
    public String path() {
        return URI.create(uri).getRawPath();
    }

    /** Scheme, host and port, as a browser's {@code Origin} header has them. */
    public String origin() {
        return uri.substring(0, uri.length() - path().length());
    }

    /** Whether the identifier is an {@code https} URI. */
    public boolean isSecure() {
        return uri.startsWith("https://");
    }

    @Override
    public String toString() {
        return uri;
    }

    private static URI parse(String uri) {
        try {
            URI parsed = new URI(uri).parseServerAuthority();
            if (parsed.getScheme() == null || parsed.getHost() == null || !Text.isUriText(uri)) {
                throw new IllegalArgumentException("the issuer must be an absolute https URI, but it is '" + uri + "'");
            }
            if (!parsed.getHost().equals(parsed.getHost().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("write the issuer's host in lower case: '" + uri + "'");
            }
            return parsed;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the issuer must be an absolute https URI, but it is '" + uri + "'", e);
        }
    }

    private static boolean isLoopback(URI uri) {
        return switch (uri.getHost()) {
            case "localhost", "127.0.0.1", "[::1]" -> true;
            default -> false;
        };
    }
}
