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

    /** The outcome, which is this one for a loser. */
    CommitOutcome outcome(CommitOutcome lost) {
        return switch (this) {
            case WON, REPEATED -> new CommitOutcome.Committed();
            case LOST -> lost;
            case GONE -> new CommitOutcome.Gone();
        };
    }
}
