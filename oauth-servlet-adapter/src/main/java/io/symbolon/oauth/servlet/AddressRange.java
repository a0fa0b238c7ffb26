// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address, or the range that begins with its first bits.
 *
 * @param address any address of the range
 * @param bits how many leading bits they share
 */
record AddressRange(InetAddress address, int bits) {

    /**
     * Reads an address such as {@code 192.0.2.7} or a range in CIDR notation such as {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException for anything else, host names included
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = findAddress(slash < 0 ? text : text.substring(0, slash));
        int width = address.map(found -> found.getAddress().length * 8).orElse(0);
        int bits = slash < 0 ? width : prefixLength(text.substring(slash + 1));
        if (address.isEmpty() || bits < 0 || bits > width) {
            throw new IllegalArgumentException(
                    "a trusted proxy is an IP address or a range such as 10.0.0.0/8, but it is '" + text + "'");
        }
        return new AddressRange(address.get(), bits);
    }

    /** The IP address that the text spells out; never asks the name service. */
    static Optional<InetAddress> findAddress(String text) {
        boolean literal = text.indexOf(':') >= 0 ? isMadeOf(text, "0123456789abcdefABCDEF:.") : isDottedQuad(text);
        return literal ? Optional.ofNullable(parsed(text)) : Optional.empty();
    }

    boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((ours[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("AddressSelection") // a literal has one address
    private static @Nullable InetAddress parsed(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static int prefixLength(String digits) {
        return !digits.isEmpty() && digits.length() <= 3 && isMadeOf(digits, "0123456789")
                ? Integer.parseInt(digits)
                : -1;
    }

    private static boolean isDottedQuad(String text) {
        String[] parts = text.split("\\.", -1);
        for (String part : parts) {
            if (prefixLength(part) < 0 || prefixLength(part) > 255) {
                return false;
            }
        }
        return parts.length == 4;
    }

    private static boolean isMadeOf(String text, String characters) {
        return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }
}
