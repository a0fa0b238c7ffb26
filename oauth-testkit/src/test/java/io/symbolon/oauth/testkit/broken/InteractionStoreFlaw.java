// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import java.util.List;

/** Where a {@link PlainInteractionStore} is broken. */
enum InteractionStoreFlaw implements Flaw {
    NONE,
    LOOKS_AND_THEN_WRITES(
            "advancesForOneOfTwoInARace", "advancesForOneOfEightInARace", "isEitherApprovedOrDeniedInARace"),
    ADVANCES_FROM_ANYWHERE("advancesOnce"),
    GOES_BACK("neverGoesBackNorStays"),
    INSERTS_WHAT_IS_UNKNOWN("advancesNothingUnknown"),
    KEEPS_THE_STAGE_ONLY("returnsAllThatWasAddedOnItsWay", "returnsWhyItWasDenied"),
    PRUNES_WHAT_HAS_EXPIRED("keepsEveryRowUntilItsTimeIsOver"),
    PRUNES_ALL_AT_ONCE("deletesRowsWhoseTimeIsOverInBatches"),
    IS_OPEN_TO_ALL_ISSUERS("seesNothingOfAnotherIssuer");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<String> noticedBy;

    InteractionStoreFlaw(String... noticedBy) {
        this.noticedBy = List.of(noticedBy);
    }

    @Override
    public List<String> noticedBy() {
        return noticedBy;
    }
}
