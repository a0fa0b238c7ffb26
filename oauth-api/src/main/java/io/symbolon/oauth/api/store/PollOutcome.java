// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import java.time.Duration;

/** How a poll for a pending redeemable ended (RFC 8628 §3.5). */
public sealed interface PollOutcome {

    /** It is still pending, and the poll came in time. */
    record AuthorizationPending() implements PollOutcome {}

    /**
     * It is still pending, and the poll came too early: the interval has grown by five seconds, for this and all later
     * polls.
     *
     * @param interval the new interval
     */
    record SlowDown(Duration interval) implements PollOutcome {}

    /** It is no longer pending: it was approved, refused or spent. */
    record Decided() implements PollOutcome {}

    /** It is unknown or has expired. */
    record Gone() implements PollOutcome {}
}
