// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import java.util.List;

/** Where a {@link PlainSigningKeyStore} is broken. */
enum SigningKeyStoreFlaw implements Flaw {
    NONE,
    LOOKS_AND_THEN_WRITES("keepsOneOfTwoKeysOfTheSameNameInARace"),
    OVERWRITES("leavesAKeyThatIsThereAlreadyAsItIs"),
    REMOVES_NOTHING("destroysAKey"),
    COMPARES_NAMES_LOOSELY("tellsApartWhatLooksAlike"),
    IS_OPEN_TO_ALL_ISSUERS("seesNothingOfAnotherIssuer");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<String> noticedBy;

    SigningKeyStoreFlaw(String... noticedBy) {
        this.noticedBy = List.of(noticedBy);
    }

    @Override
    public List<String> noticedBy() {
        return noticedBy;
    }
}
