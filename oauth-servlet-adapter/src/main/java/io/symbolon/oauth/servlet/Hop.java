// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What one proxy wrote about whom it got a request from.
 *
 * @param address the sender's address; empty if the proxy hides it
 * @param scheme the scheme that the sender used; empty if the proxy does not say
 */
record Hop(String address, String scheme) {

    /** The sender before the one that is known. */
    Sender before(Sender known) {
        boolean secure = scheme.isEmpty() ? known.isSecure() : scheme.equalsIgnoreCase("https");
        return new Sender(address.isEmpty() ? known.address() : address, secure, known.prefix());
    }

    /** The elements of {@code X-Forwarded-For} and {@code X-Forwarded-Proto}, the nearest proxy's last. */
    static List<Hop> xForwarded(HttpServletRequest request) {
        List<String> addresses = values(request, "X-Forwarded-For");
        List<String> schemes = values(request, "X-Forwarded-Proto");
        // Proxies that replace the scheme write one for all hops: the last.
        String last = schemes.isEmpty() ? "" : schemes.get(schemes.size() - 1);
        if (addresses.isEmpty()) {
            return List.of(new Hop("", last));
        }
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            hops.add(new Hop(address(addresses.get(i)), schemes.size() == addresses.size() ? schemes.get(i) : last));
        }
        return hops;
    }

    /** The elements of {@code Forwarded} (RFC 7239 §4), the nearest proxy's last. */
    static List<Hop> forwarded(HttpServletRequest request) {
        return values(request, "Forwarded").stream()
                .map(element -> new Hop(address(parameter(element, "for")), parameter(element, "proto")))
                .toList();
    }

    /** The path prefix that the nearest proxy took away; empty if there is none, or it is no plain path. */
    static String prefix(HttpServletRequest request) {
        List<String> values = values(request, "X-Forwarded-Prefix");
        String prefix = values.isEmpty() ? "" : values.get(values.size() - 1);
        String path = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        boolean plain = path.startsWith("/") && !path.contains("//") && !path.contains("/.");
        return plain && path.chars().allMatch(Hop::isUnreservedOrSlash) ? path : "";
    }

    private static String parameter(String element, String name) {
        for (String pair : element.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).trim().equalsIgnoreCase(name)) {
                return pair.substring(equals + 1).trim().replace("\"", "");
            }
        }
        return "";
    }

    /** The address without port and brackets; empty for {@code unknown} and for hidden names (RFC 7239 §6). */
    private static String address(String node) {
        String host = node;
        if (node.startsWith("[") && node.indexOf(']') > 0) {
            host = node.substring(1, node.indexOf(']'));
        } else if (node.indexOf(':') == node.lastIndexOf(':') && node.indexOf(':') > 0) {
            host = node.substring(0, node.indexOf(':'));
        }
        return AddressRange.findAddress(host).isPresent() ? host.toLowerCase(Locale.ROOT) : "";
    }

    private static List<String> values(HttpServletRequest request, String header) {
        List<String> values = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders(header))) {
            for (String value : line.split(",", -1)) {
                values.add(value.trim());
            }
        }
        return values;
    }

    private static boolean isUnreservedOrSlash(int c) {
        return c == '/' || c == '-' || c == '.' || c == '_' || c == '~' || (c < 0x80 && Character.isLetterOrDigit(c));
    }
}
