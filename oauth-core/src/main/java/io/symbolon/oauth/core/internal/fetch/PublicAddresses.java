// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Which addresses lie in the public internet, by the IANA registries of special-purpose addresses (RFC 6890): what is
 * reserved, private, local or a way into another address family is not public.
 */
final class PublicAddresses {

    /** Network, prefix length, network, prefix length ... */
    private static final int[][] SPECIAL_V4 = {
        {0, 0, 0, 0, 8},
        {10, 0, 0, 0, 8},
        {100, 64, 0, 0, 10},
        {127, 0, 0, 0, 8},
        {169, 254, 0, 0, 16},
        {172, 16, 0, 0, 12},
        {192, 0, 0, 0, 24},
        {192, 0, 2, 0, 24},
        {192, 31, 196, 0, 24},
        {192, 52, 193, 0, 24},
        {192, 88, 99, 0, 24},
        {192, 168, 0, 0, 16},
        {192, 175, 48, 0, 24},
        {198, 18, 0, 0, 15},
        {198, 51, 100, 0, 24},
        {203, 0, 113, 0, 24},
        {224, 0, 0, 0, 3},
    };

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] address) {
        for (int[] special : SPECIAL_V4) {
            if ((bits(address) ^ bits(special)) >>> (32 - special[4]) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Of 2000::/3, the only unicast that is routed, all but the special blocks in it. */
    private static boolean isPublicV6(byte[] address) {
        int first = (address[0] & 0xFF) << 8 | (address[1] & 0xFF);
        int second = (address[2] & 0xFF) << 8 | (address[3] & 0xFF);
        boolean unicast = first >>> 13 == 0b001;
        boolean protocols = first == 0x2001 && second < 0x0200; // 2001::/23, Teredo among them
        boolean documentation = (first == 0x2001 && second == 0x0db8) || (first == 0x3fff && second < 0x1000);
        boolean sixToFour = first == 0x2002;
        boolean as112 = first == 0x2620 && second == 0x004f;
        return unicast && !protocols && !documentation && !sixToFour && !as112;
    }

    private static int bits(byte[] address) {
        return (address[0] & 0xFF) << 24 | (address[1] & 0xFF) << 16 | (address[2] & 0xFF) << 8 | (address[3] & 0xFF);
    }

    private static int bits(int[] network) {
        return network[0] << 24 | network[1] << 16 | network[2] << 8 | network[3];
    }
}
