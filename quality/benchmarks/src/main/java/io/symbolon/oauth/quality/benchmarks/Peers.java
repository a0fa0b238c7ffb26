// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

/** The rows that compare with others. */
final class Peers {

    static final String BARE = "bare servlet, 200 bytes of JSON";

    private Peers() {}

    /** How many times as fast as the peer; says so if the peer was not there. */
    static Figure times(SideBySide measured, String ours, String peerName, String peer, double atLeast) {
        String what = ours + ", times " + peerName;
        return measured.has(peer)
                ? Figure.atLeast(what, measured.ratio(ours, peer), atLeast)
                : Figure.skipped(what, peerName + " is not there");
    }
}
