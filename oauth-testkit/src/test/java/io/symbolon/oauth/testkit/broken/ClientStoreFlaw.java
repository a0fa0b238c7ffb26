// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import java.util.List;

/** Where a {@link PlainClientStore} is broken. */
enum ClientStoreFlaw implements Flaw {
    NONE,
    LOOKS_AND_THEN_WRITES("Changing#isAddedByOneOfTwoInARace", "EndingTheTokens#isNotLostToAReplacementInARace"),
    ADDS_AGAIN("Changing#addsAClientOnce"),
    ADDS_WHAT_IT_SHOULD_REPLACE("Changing#replacesNoUnknownClient"),
    DEACTIVATES_WHAT_IT_SHOULD_REMOVE("Changing#doesNotKnowARemovedClient", "Changing#addsARemovedClientAgain"),
    REPLACES_THE_MARK_TOO("EndingTheTokens#isNeverTakenBack"),
    LETS_TOKENS_OF_THAT_INSTANT_LIVE("EndingTheTokens#endsThoseOfThatInstantToo"),
    KNOWS_ORIGINS_OF_INACTIVE_CLIENTS(
            "AskingForAnOrigin#knowsTheOriginsOfActiveClientsOnly",
            "AskingForAnOrigin#followsWhetherTheClientIsActive"),
    COMPARES_THE_BEGINNING_OF_AN_ORIGIN("AskingForAnOrigin#comparesExactly"),
    NEVER_FORGETS_AN_ORIGIN("AskingForAnOrigin#forgetsAnOriginWithTheLastClientThatHasIt"),
    COMPARES_IDENTIFIERS_LOOSELY("Finding#tellsApartWhatLooksAlike"),
    LOSES_THE_KEYS("Finding#returnsAClientWithAllThatItHolds"),
    IS_OPEN_TO_ALL_ISSUERS("Finding#findsNothingOfAnotherIssuer", "Changing#changesNothingOfAnotherIssuer");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<String> noticedBy;

    ClientStoreFlaw(String... noticedBy) {
        this.noticedBy = List.of(noticedBy);
    }

    @Override
    public List<String> noticedBy() {
        return noticedBy;
    }
}
