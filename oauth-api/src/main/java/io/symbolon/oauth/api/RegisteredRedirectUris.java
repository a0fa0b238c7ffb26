// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.util.Optional;
import java.util.Set;

/**
 * The redirection URIs that a client registered.
 *
 * @param all the URIs; may be empty for clients that never use the authorization endpoint
 */
public record RegisteredRedirectUris(Set<RedirectUri> all) {

    public RegisteredRedirectUris {
        all = Set.copyOf(all);
    }

    /**
     * Looks a presented redirect URI up in the registration (RFC 6749 §3.1.2.3): equal as a string, but that the port of
     * a loopback IP address may differ (RFC 8252 §7.3).
     */
    public Optional<VerifiedRedirectUri> verify(RedirectUri presented) {
        if (all.contains(presented) || isLoopbackWithOtherPort(presented)) {
            return Optional.of(new VerifiedRedirectUri(presented));
        }
        return Optional.empty();
    }

    /** The one registered URI, where a client that registered exactly one left the parameter out. */
    public Optional<VerifiedRedirectUri> only() {
        return all.size() == 1
                ? Optional.of(new VerifiedRedirectUri(all.iterator().next()))
                : Optional.empty();
    }

    private boolean isLoopbackWithOtherPort(RedirectUri presented) {
        Optional<LoopbackUri> asked = LoopbackUri.parse(presented.value());
        return asked.isPresent()
                && all.stream()
                        .map(registered -> LoopbackUri.parse(registered.value()))
                        .flatMap(Optional::stream)
                        .anyMatch(asked.get()::differsAtMostInPort);
    }

    /** An http URI on a loopback IP address, cut at its port without interpreting the rest. */
    private record LoopbackUri(String address, String afterPort) {

        static Optional<LoopbackUri> parse(String uri) {
            return parse(uri, "http://127.0.0.1").or(() -> parse(uri, "http://[::1]"));
        }

        private static Optional<LoopbackUri> parse(String uri, String address) {
            if (!uri.startsWith(address)) {
                return Optional.empty();
            }
            String rest = uri.substring(address.length());
            if (rest.startsWith(":")) {
                int end = 1;
                while (end < rest.length() && rest.charAt(end) >= '0' && rest.charAt(end) <= '9') {
                    end++;
                }
                if (end == 1 || end > 6 || Integer.parseInt(rest.substring(1, end)) > 65535) {
                    return Optional.empty();
                }
                rest = rest.substring(end);
            }
            boolean hostEndsHere = rest.isEmpty() || rest.startsWith("/") || rest.startsWith("?");
            return hostEndsHere ? Optional.of(new LoopbackUri(address, rest)) : Optional.empty();
        }

        boolean differsAtMostInPort(LoopbackUri other) {
            return equals(other);
        }
    }
}
