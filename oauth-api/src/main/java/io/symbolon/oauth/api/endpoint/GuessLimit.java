// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.endpoint;

import io.symbolon.oauth.api.Request;

/**
 * Slows down whoever guesses what people type: after a few wrong attempts from one address, each further one doubles the
 * wait. Counted in this process. Safe for use by many threads.
 */
public interface GuessLimit {

    /**
     * Counts an attempt as wrong until it is {@linkplain #right}, so that many at once are no way round.
     *
     * @param what names the kind of secret; never the secret itself
     * @throws io.symbolon.oauth.api.OAuthException 429, while the address has to wait
     */
    void attempt(String what, Request request);

    /** Takes an attempt back that was right; the wrong ones before it still count. */
    void right(String what, Request request);
}
