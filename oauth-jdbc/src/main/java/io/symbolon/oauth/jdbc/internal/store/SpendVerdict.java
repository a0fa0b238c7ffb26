// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.store.CommitOutcome;

/** What becomes of a commit that spends. Statements hold the numbers, which are the places in this list. */
enum SpendVerdict {
    /** It wins: it is to write its rows, or has. */
    WON,
    /** It was written before. */
    REPEATED,
    /** Another one has spent it. */
    LOST,
    /** It is not there to be spent. */
    GONE;

    static SpendVerdict of(int number) {
        return values()[number];
    }

    /** The outcome for all but a loser, to whom it says who won. */
    CommitOutcome outcome() {
        return switch (this) {
            case WON, REPEATED -> new CommitOutcome.Committed();
            case GONE -> new CommitOutcome.Gone();
            case LOST -> throw new AssertionError("who won?");
        };
    }
}
