// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import java.time.InstantSource;

/**
 * What the adapter must know of the host; one value serves all servlets and filters of an application.
 *
 * @param proxies whose forwarding headers are believed; by default nobody's
 * @param clock says when a request arrived; by default the system's
 */
public record ServletSettings(TrustedProxies proxies, InstantSource clock) {

    /** Trusts no proxy and reads the system's clock. */
    public static ServletSettings defaults() {
        return new ServletSettings(TrustedProxies.none(), InstantSource.system());
    }

    /** The same settings behind these proxies. */
    public ServletSettings trusting(TrustedProxies trusted) {
        return new ServletSettings(trusted, clock);
    }

    /** The same settings with another clock. */
    public ServletSettings timedBy(InstantSource source) {
        return new ServletSettings(proxies, source);
    }
}
