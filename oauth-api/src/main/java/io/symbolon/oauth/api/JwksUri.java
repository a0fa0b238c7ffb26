// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where somebody publishes their public keys (RFC 7591 §2, {@code jwks_uri}): an {@code https} URI without user name and
 * fragment; {@code http} on a loopback host only, which a server fetches only where its settings allow it.
 *
 * @param value the URI
 */
public record JwksUri(String value) {

    private static final int MAX_LENGTH = 2048;

    public JwksUri {
        URI parsed = parse(value);
        boolean loopback = "http".equals(parsed.getScheme()) && isLoopback(parsed.getHost());
        if (!"https".equals(parsed.getScheme()) && !loopback) {
            throw new IllegalArgumentException("a JWKS URI is an https URI");
        }
        if (parsed.getRawUserInfo() != null || parsed.getRawFragment() != null || parsed.getPort() == 0) {
            throw new IllegalArgumentException("a JWKS URI has no user name, no fragment and no port 0");
        }
    }

    /** The same, taken apart. */
    public URI toUri() {
        return URI.create(value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static URI parse(String value) {
        try {
            if (value.length() > MAX_LENGTH || !Text.isUriText(value)) {
                throw new IllegalArgumentException("a JWKS URI has at most " + MAX_LENGTH + " ASCII characters");
            }
            URI parsed = new URI(value).parseServerAuthority();
            if (parsed.getScheme() == null || parsed.getHost() == null) {
                throw new IllegalArgumentException("a JWKS URI is absolute and names a host");
            }
            return parsed;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a JWKS URI is absolute and names a host", e);
        }
    }
}
