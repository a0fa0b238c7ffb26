// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.token.Grant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** How a commit ended. Anything but {@link Committed} has written nothing. */
public sealed interface CommitOutcome {

    /** The result of the function for this outcome. */
    <T> T fold(
            Supplier<T> committed,
            Function<AlreadySpent, T> alreadySpent,
            Function<Superseded, T> superseded,
            Supplier<T> gone);

    /** All is written, by this call or by an earlier one with the same identifier. */
    record Committed() implements CommitOutcome {
        @Override
        public <T> T fold(
                Supplier<T> committed,
                Function<AlreadySpent, T> alreadySpent,
                Function<Superseded, T> superseded,
                Supplier<T> gone) {
            return committed.get();
        }
    }

    /**
     * Another commit has spent the redeemable.
     *
     * @param by the grant that it was spent for
     */
    record AlreadySpent(Optional<GrantId> by) implements CommitOutcome {
        @Override
        public <T> T fold(
                Supplier<T> committed,
                Function<AlreadySpent, T> alreadySpent,
                Function<Superseded, T> superseded,
                Supplier<T> gone) {
            return alreadySpent.apply(this);
        }
    }

    /**
     * Another refresh token is the current one.
     *
     * @param now the grant as it is after the commit that won
     */
    record Superseded(Grant now) implements CommitOutcome {
        @Override
        public <T> T fold(
                Supplier<T> committed,
                Function<AlreadySpent, T> alreadySpent,
                Function<Superseded, T> superseded,
                Supplier<T> gone) {
            return superseded.apply(this);
        }
    }

    /** What was to be spent is unknown, expired, not ready, or its grant has ended. */
    record Gone() implements CommitOutcome {
        @Override
        public <T> T fold(
                Supplier<T> committed,
                Function<AlreadySpent, T> alreadySpent,
                Function<Superseded, T> superseded,
                Supplier<T> gone) {
            return gone.get();
        }
    }
}
