// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Redeemable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A redeemable, who spent it, and when it was polled for. Not a record: two states are two objects. */
final class RedeemableRow {

    // RFC 8628 §3.2: what a client does where no interval was named; §3.5: by how much it grows
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final Redeemable redeemable;
    private final Optional<CommitId> spentBy;
    private final Optional<Instant> polledAt;

    private RedeemableRow(Redeemable redeemable, Optional<CommitId> spentBy, Optional<Instant> polledAt) {
        this.redeemable = redeemable;
        this.spentBy = spentBy;
        this.polledAt = polledAt;
    }

    static RedeemableRow inserted(Redeemable redeemable) {
        return new RedeemableRow(redeemable, Optional.empty(), Optional.empty());
    }

    Redeemable redeemable() {
        return redeemable;
    }

    long keptUntil() {
        return Rows.millis(redeemable.keptUntil());
    }

    boolean isAt(Redeemable.State state) {
        return redeemable.state() == state;
    }

    boolean isSpentBy(CommitId commit) {
        return spentBy.filter(commit::equals).isPresent();
    }

    /** Whether it has this grant, or may get it. */
    boolean mayBeUnder(GrantId grant) {
        return redeemable.grant().map(grant::equals).orElse(true);
    }

    RedeemableRow spent(CommitId commit, GrantId grant) {
        return new RedeemableRow(redeemable.under(grant).at(Redeemable.State.SPENT), Optional.of(commit), polledAt);
    }

    RedeemableRow approved(GrantId grant) {
        return new RedeemableRow(redeemable.under(grant).at(Redeemable.State.READY), spentBy, polledAt);
    }

    RedeemableRow denied() {
        return new RedeemableRow(redeemable.at(Redeemable.State.DENIED), spentBy, polledAt);
    }

    Duration pollInterval() {
        return redeemable.pollInterval().orElse(FIVE_SECONDS);
    }

    /** Whether a poll at this instant comes too early; the first one never does. */
    boolean isPolledTooEarly(Instant at) {
        return polledAt.filter(last -> at.isBefore(last.plus(pollInterval()))).isPresent();
    }

    RedeemableRow polled(Instant at) {
        return new RedeemableRow(redeemable, spentBy, Optional.of(laterOf(at)));
    }

    RedeemableRow polledTooEarly(Instant at) {
        return new RedeemableRow(
                redeemable.polledEvery(pollInterval().plus(FIVE_SECONDS)), spentBy, Optional.of(laterOf(at)));
    }

    private Instant laterOf(Instant at) {
        return polledAt.filter(at::isBefore).orElse(at);
    }
}
