// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Which addresses lie in the public internet, by the IANA registries of special-purpose addresses (RFC 6890): what is
 * reserved, private, local or a way into another address family is not public.
 */
final class PublicAddresses {

    /** Addresses with the same first bits. */
    private record Block(int address, int prefix) {

        static Block of(int first, int second, int third, int prefix) {
            return new Block(first << 24 | second << 16 | third << 8, prefix);
        }

        boolean holds(int other) {
            return (other ^ address) >>> (32 - prefix) == 0;
        }
    }

    private static final List<Block> SPECIAL_V4 = List.of(
            Block.of(0, 0, 0, 8),
            Block.of(10, 0, 0, 8),
            Block.of(100, 64, 0, 10),
            Block.of(127, 0, 0, 8),
            Block.of(169, 254, 0, 16),
            Block.of(172, 16, 0, 12),
            Block.of(192, 0, 0, 24),
            Block.of(192, 0, 2, 24),
            Block.of(192, 31, 196, 24),
            Block.of(192, 52, 193, 24),
            Block.of(192, 88, 99, 24),
            Block.of(192, 168, 0, 16),
            Block.of(192, 175, 48, 24),
            Block.of(198, 18, 0, 15),
            Block.of(198, 51, 100, 24),
            Block.of(203, 0, 113, 24),
            Block.of(224, 0, 0, 3));

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] address) {
        int bits = ByteBuffer.wrap(address).getInt();
        return SPECIAL_V4.stream().noneMatch(block -> block.holds(bits));
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
}
