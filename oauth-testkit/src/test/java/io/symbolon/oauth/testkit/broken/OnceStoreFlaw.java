// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import java.util.List;

/** Where a {@link PlainOnceStore} is broken. */
enum OnceStoreFlaw implements Flaw {
    NONE,
    LOOKS_AND_THEN_WRITES("Burning#isTheFirstTimeForOneOfTwoInARace", "Burning#isTheFirstTimeForOneOfEightInARace"),
    FORGETS("Burning#tellsTheFirstTimeFromAllOthers"),
    FORGETS_A_MINUTE_EARLY("Burning#remembersUntilTheLastMoment"),
    TAKES_THE_LAST_KEPT_UNTIL("Burning#isNotMadeToForgetByASecondCall"),
    FORGETS_ALL_WHEN_IT_HAS_MANY("Burning#remembersAmongManyOthers"),
    TAKES_HALF_OF_THE_MARKER("Burning#tellsMarkersApart"),
    IS_OPEN_TO_ALL_ISSUERS("Burning#knowsNothingOfAnotherIssuer");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<String> noticedBy;

    OnceStoreFlaw(String... noticedBy) {
        this.noticedBy = List.of(noticedBy);
    }

    @Override
    public List<String> noticedBy() {
        return noticedBy;
    }
}
