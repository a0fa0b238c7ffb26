// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

/**
 * One request of the demo client and its answer, as a person reads it: whole, but for secrets, of which both ends
 * are shown.
 *
 * @param purpose what it was for
 * @param request what was sent
 * @param response what came back
 */
record Exchange(String purpose, String request, String response) {

    private static final int SHOWN = 5;

    /** As much of a secret as tells it from another. */
    static String shortened(String secret) {
        int length = secret.length();
        return length < 8 * SHOWN ? "..." : secret.substring(0, SHOWN) + "..." + secret.substring(length - SHOWN);
    }
}
