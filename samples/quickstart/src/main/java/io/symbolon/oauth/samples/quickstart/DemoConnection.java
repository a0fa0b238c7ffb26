// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the demo client knows about one browser; immutable.
 *
 * @param state proves that an answer belongs to this browser; empty while none is awaited
 * @param codeVerifier proves that whoever redeems the code asked for it (RFC 7636 §4.1)
 * @param accessToken empty until there is one
 * @param refreshToken empty if there is none
 * @param exchanges what was sent and received so far
 */
record DemoConnection(
        String state,
        String codeVerifier,
        Optional<String> accessToken,
        Optional<String> refreshToken,
        List<Exchange> exchanges) {

    DemoConnection {
        exchanges = List.copyOf(exchanges);
    }

    /** A client that has not asked yet. */
    static DemoConnection none() {
        return new DemoConnection("", "", Optional.empty(), Optional.empty(), List.of());
    }

    /** A client that is about to ask. */
    static DemoConnection begin() {
        return new DemoConnection(
                Randomness.token(), Randomness.token(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The same, with an exchange more. */
    DemoConnection after(Exchange exchange) {
        List<Exchange> all = new ArrayList<>(exchanges);
        all.add(exchange);
        return new DemoConnection(state, codeVerifier, accessToken, refreshToken, all);
    }

    /** The same, with the tokens of an answer. */
    DemoConnection with(Optional<String> newAccessToken, Optional<String> newRefreshToken) {
        return new DemoConnection(
                state, codeVerifier, newAccessToken, newRefreshToken.or(() -> refreshToken), exchanges);
    }

    /** The same, waiting for no answer. */
    DemoConnection answered() {
        return new DemoConnection("", "", accessToken, refreshToken, exchanges);
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return exchanges.size() + " exchanges";
    }
}
