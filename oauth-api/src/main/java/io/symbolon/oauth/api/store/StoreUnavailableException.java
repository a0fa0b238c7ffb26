// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import java.time.Duration;

/**
 * A store cannot be reached for now, or has more to do than it can: no connection is to be had, or too many wait already. The
 * server answers 503 with {@code Retry-After}. For what broke, rather than is busy, any other unchecked exception is right.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final Duration retryAfter;

    /**
     * Says to the operator what is lacking, and to the peer when to come back.
     *
     * @param reason without anything secret
     * @param retryAfter when it is worth while to try again
     */
    public StoreUnavailableException(String reason, Duration retryAfter) {
        super(reason, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** The same, because of something that the operator finds in the log. */
    public StoreUnavailableException(String reason, Duration retryAfter, Throwable cause) {
        super(reason, cause, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public String reason() {
        return reason;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
