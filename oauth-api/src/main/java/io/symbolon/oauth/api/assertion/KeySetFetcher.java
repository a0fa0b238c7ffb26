// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.assertion;

import io.symbolon.oauth.api.JwksUri;
import java.io.IOException;

/**
 * Fetches JWK Sets from where they are published: a plug-in for hosts whose way out leads through a proxy. The standard one
 * goes to public addresses only and follows no redirect; another one answers for that itself. Blocking; called from many
 * threads, once at a time for each URI.
 */
@FunctionalInterface
public interface KeySetFetcher {

    /**
     * The document, in at most 64 KiB.
     *
     * @throws IOException if it cannot be had in time; the message is for the operator
     */
    byte[] fetch(JwksUri uri) throws IOException;
}
