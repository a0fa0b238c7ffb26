// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * A redirection URI as it was written (RFC 6749 §3.1.2): absolute, without fragment and user name, and compared
 * character by character. That it is well-formed says nothing about whether it is registered: see
 * {@link RegisteredRedirectUris#verify}.
 *
 * @param value the URI, at most 2,000 characters
 */
public record RedirectUri(String value) {

    private static final Set<String> SCRIPTING =
            Set.of("javascript", "data", "vbscript", "file", "blob", "about", "filesystem", "view-source");

    public RedirectUri {
        if (value.length() > 2000 || !Text.isUriText(value)) {
            throw new IllegalArgumentException(
                    "a redirect URI has at most 2000 characters, all of them URI characters");
        }
        URI uri = parse(value);
        if (!uri.isAbsolute() || uri.getRawFragment() != null || value.indexOf('#') >= 0) {
            throw new IllegalArgumentException("a redirect URI is absolute and has no fragment");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (SCRIPTING.contains(scheme)) {
            throw new IllegalArgumentException("a redirect URI must not have the scheme " + scheme);
        }
        if (isWeb(scheme) && (uri.getHost() == null || uri.getRawUserInfo() != null)) {
            throw new IllegalArgumentException("a redirect URI has a host and no user name");
        }
        // RFC 9700 §4.1.3, RFC 8252 §7.1: without https only the loopback interface and reverse-domain schemes
        if (scheme.equals("http") && !isLoopbackHost(uri.getHost())) {
            throw new IllegalArgumentException(
                    "an http redirect URI is for 127.0.0.1, [::1] or localhost only; use https");
        }
        if (!isWeb(scheme) && scheme.indexOf('.') < 0) {
            throw new IllegalArgumentException(
                    "a private-use scheme is a reverse domain name, such as com.example.app (RFC 8252 §7.1)");
        }
    }

    /** Whether only the holder of the host's certificate can receive what is sent there. */
    public boolean isHttps() {
        return value.regionMatches(true, 0, "https:", 0, 6);
    }

    /** Scheme, host and port, if this is an {@code http} or {@code https} URI; otherwise the scheme alone. */
    public String origin() {
        URI uri = URI.create(value);
        return uri.getRawAuthority() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getRawAuthority();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isWeb(String scheme) {
        return scheme.equals("https") || scheme.equals("http");
    }

    private static boolean isLoopbackHost(String host) {
        return host.equals("127.0.0.1") || host.equals("[::1]") || host.equals("localhost");
    }

    private static URI parse(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a redirect URI must follow the URI syntax (RFC 3986)", e);
        }
    }
}
