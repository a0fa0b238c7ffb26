// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reverse proxies whose forwarding headers are believed. By default none: a request then comes from whoever is
 * connected, and anybody may write what they like into those headers. A trusted proxy must overwrite or extend the
 * headers that it is trusted with, and so each is read only when asked for. Not needed where the container itself
 * evaluates them. Immutable.
 */
public final class TrustedProxies {

    private static final TrustedProxies NONE = new TrustedProxies(List.of(), false, false);

    private final List<AddressRange> ranges;
    private final boolean readsForwarded;
    private final boolean readsPrefix;

    private TrustedProxies(List<AddressRange> ranges, boolean readsForwarded, boolean readsPrefix) {
        this.ranges = ranges;
        this.readsForwarded = readsForwarded;
        this.readsPrefix = readsPrefix;
    }

    /** Trusts nobody. */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Trusts {@code X-Forwarded-For} and {@code X-Forwarded-Proto} from these addresses. The request then comes from the
     * right-most address that is not among them.
     *
     * @param addresses IP addresses, and ranges such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException for anything else, host names included
     */
    public static TrustedProxies at(String... addresses) {
        return new TrustedProxies(Stream.of(addresses).map(AddressRange::parse).toList(), false, false);
    }

    /** The same proxies, which write {@code Forwarded} (RFC 7239) instead of the {@code X-Forwarded} headers. */
    public TrustedProxies writingForwarded() {
        return new TrustedProxies(ranges, true, readsPrefix);
    }

    /**
     * The same proxies, which take a prefix off the path and write it to {@code X-Forwarded-Prefix}. Of several values
     * the last counts, since the nearest proxy wrote it; one that is no plain path is ignored.
     */
    public TrustedProxies writingPrefix() {
        return new TrustedProxies(ranges, readsForwarded, true);
    }

    /** Who sent the request, as far as these proxies can be believed. */
    Sender sender(HttpServletRequest request) {
        Sender connected = new Sender(request.getRemoteAddr(), request.isSecure(), "");
        if (!trust(connected.address())) {
            return connected;
        }
        List<Hop> hops = readsForwarded ? Hop.forwarded(request) : Hop.xForwarded(request);
        Sender sender = connected;
        for (int i = hops.size() - 1; i >= 0; i--) {
            sender = hops.get(i).before(sender);
            if (hops.get(i).address().isEmpty() || !trust(sender.address())) {
                break; // whatever stands further left was written by somebody else
            }
        }
        return readsPrefix ? new Sender(sender.address(), sender.isSecure(), Hop.prefix(request)) : sender;
    }

    private boolean trust(String address) {
        if (ranges.isEmpty()) {
            return false;
        }
        Optional<InetAddress> found = AddressRange.findAddress(address);
        return found.isPresent() && ranges.stream().anyMatch(range -> range.contains(found.get()));
    }
}
