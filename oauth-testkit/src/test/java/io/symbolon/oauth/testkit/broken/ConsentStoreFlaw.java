// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import java.util.List;

/** Where a {@link PlainConsentStore} is broken. */
enum ConsentStoreFlaw implements Flaw {
    NONE,
    READS_AND_THEN_WRITES(
            "losesNeitherOfTwoAgreementsInARace", "losesNeitherOfTwoAgreementsInARaceThoughThereWasOneBefore"),
    REMEMBERS_THE_LAST_ONLY("growsWithEachAgreement", "losesNothingThatWasAgreedToBefore"),
    FORGETS_ALL_CLIENTS("forgetsAllForThatClientOnly"),
    FORGETS_NOTHING("forgetsAllForThatClientOnly", "beginsAnewAfterItForgot"),
    COMPARES_SUBJECTS_LOOSELY("takesNoClientForAnAccount", "tellsApartWhatLooksAlike"),
    IS_OPEN_TO_ALL_ISSUERS("seesNothingOfAnotherIssuer");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<String> noticedBy;

    ConsentStoreFlaw(String... noticedBy) {
        this.noticedBy = List.of(noticedBy);
    }

    @Override
    public List<String> noticedBy() {
        return noticedBy;
    }
}
