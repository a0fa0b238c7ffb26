// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import java.util.List;

/** Where a {@link PlainTokenStore} is broken. */
enum TokenStoreFlaw implements Flaw {
    NONE,
    REDEEMS_WITHOUT_LOCK(
            "SpendingARedeemable#letsOneOfTwoWinARace",
            "SpendingARedeemable#letsOneOfEightWinARace",
            "SpendingARedeemable#letsOneOfTwoWinARaceThoughEachBringsAGrantOfItsOwn",
            "SpendingARedeemable#losesNoRevocationOfItsGrantInARace"),
    SHOWS_SPENT_FIRST("SpendingARedeemable#showsAllThatCameWithItToWhoeverSeesItSpent"),
    REFRESHES_WITHOUT_LOCK(
            "SpendingARefreshToken#letsOneOfTwoWinARace",
            "SpendingARefreshToken#letsOneOfEightWinARace",
            "SpendingARefreshToken#countsEveryRepeatInARace",
            "SpendingARefreshToken#bringsNoRotatedTokenBackByARepeatInARace",
            "SpendingARefreshToken#losesNoRevocationInARace"),
    POLLS_WITHOUT_LOCK("Polling#countsOneOfTwoThatComeAtTheSameTime", "Polling#losesNoDecisionInARace"),
    RESOLVES_WITHOUT_LOCK("Resolving#letsOneOfTwoWinARace"),
    REVOKES_WITHOUT_LOCK(
            "RevokingAGrant#isDoneByOneOfTwoInARace",
            "RevokingAnAccessToken#isDoneByOneOfTwoInARace",
            "RevokingAnAccessToken#isDoneByOneOfTwoInARaceForASelfContainedOne"),
    ENDS_SUBJECTS_WITHOUT_LOCK("EndingAllOfASubject#keepsTheLaterOfTwoMarksInARace"),
    INSERTS_BEFORE_IT_JUDGES(
            "SpendingARedeemable#writesNothingOfWhatItRefuses",
            "SpendingARedeemable#tellsASecondCommitForWhichGrantItWasSpent",
            "SpendingARefreshToken#tellsASecondCommitTheGrantAsItIsNow"),
    FORGETS_THE_NAME_OF_A_COMMIT(
            "SpendingARedeemable#findsItselfWhenItIsRepeated",
            "SpendingARedeemable#findsItselfWhenItIsRepeatedAtTheSameTime",
            "SpendingARefreshToken#findsItselfWhenItIsRepeated",
            "SpendingARefreshToken#findsItselfWhenItIsRepeatedAfterItsTokenWasHandedOutAgain",
            "SpendingARefreshToken#countsARepeatOnceThoughItsCommitIsRepeated"),
    WRITES_A_REPEATED_COMMIT_AGAIN("CommittingWithoutASpend#writesNothingMoreWhenItIsRepeated"),
    FORGETS_WHAT_WAS_SPENT(
            "SpendingARedeemable#tellsASecondCommitForWhichGrantItWasSpent",
            "SpendingARedeemable#stillTellsThatItWasSpentWhenItHasExpiredAndItsGrantHasEnded"),
    REDEEMS_WHAT_IS_NOT_READY(
            "SpendingARedeemable#refusesOneThatIsStillPending", "SpendingARedeemable#refusesOneThatWasDenied"),
    IGNORES_EXPIRY(
            "SpendingARedeemable#refusesItFromTheInstantOfExpiryOn",
            "SpendingARefreshToken#refusesItFromTheInstantOfExpiryOn",
            "SpendingARefreshToken#refusesItFromTheExpiryOfItsGrantOn",
            "Polling#isToldThatItHasExpiredFromTheInstantOfExpiryOn",
            "Resolving#decidesNothingFromTheInstantOfExpiryOn"),
    GRANTS_NO_CLOCK_TOLERANCE(
            "SpendingARedeemable#spendsItJustBeforeItExpires",
            "SpendingARefreshToken#rotatesItJustBeforeItExpires",
            "Resolving#decidesJustBeforeItExpires"),
    SPENDS_UNDER_ENDED_GRANTS(
            "SpendingARedeemable#refusesItWhenItsGrantHasEnded",
            "SpendingARedeemable#refusesItWhenTheTokensOfItsSubjectHaveEnded",
            "SpendingARefreshToken#refusesItWhenItsGrantHasEnded",
            "SpendingARefreshToken#refusesItWhenTheTokensOfItsSubjectHaveEnded"),
    REDEEMS_FOR_ANY_GRANT("SpendingARedeemable#refusesItForAnotherGrantThanItsOwn"),
    REDEEMS_FOR_AN_UNKNOWN_GRANT("SpendingARedeemable#refusesItWhenItsGrantIsNotThere"),
    REVOKES_ALL_GRANTS_OF_THE_SUBJECT("RevokingAGrant#leavesTheOtherGrantsOfTheSameSubjectAndClientAlone"),
    COUNTS_NO_REPEATS(
            "SpendingARefreshToken#refusesToCountTwoRepeatsAsOne",
            "SpendingARefreshToken#refusesARepeatThatSkipsANumber",
            "SpendingARefreshToken#refusesAnExtensionThatForgetsARepeat",
            "SpendingARefreshToken#refusesToLetTheSameTokenExpireNoLater",
            "SpendingARefreshToken#countsEveryRepeatInARace"),
    LOOKS_AT_ITS_OWN_GRANT_ONLY("RevokingAGrant#endsATokenThatLivesUnderItAndOthers"),
    TRUSTS_UNKNOWN_GRANTS("RevokingAGrant#lendsNoLifeToATokenWhoseGrantIsUnknown"),
    OVERWRITES_THE_INSTANT_OF_REVOCATION("RevokingAGrant#keepsTheFirstInstant"),
    FORGETS_SELF_CONTAINED_TOKENS(
            "RevokingAnAccessToken#endsASelfContainedOneByAMarker",
            "RevokingAnAccessToken#keepsTheMarkerAsLongAsTheToken",
            "RevokingAnAccessToken#saysThatItHadEndedBefore"),
    ENDS_WHAT_WAS_MADE_BEFORE_THE_INSTANT_ONLY("EndingAllOfASubject#endsWhatWasMadeUpToThatInstant"),
    ENDS_NO_GRANTS_OF_A_SUBJECT(
            "SpendingARefreshToken#refusesItWhenTheTokensOfItsSubjectHaveEnded",
            "EndingAllOfASubject#endsALaterTokenOfAnEarlierGrant",
            "EndingAllOfASubject#showsTheGrantOfACodeAsEnded",
            "EndingAllOfASubject#saysThatTheGrantHadEndedBefore"),
    MOVES_MARKS_BACK("EndingAllOfASubject#isNeverTakenBack"),
    COMPARES_SUBJECTS_LOOSELY(
            "EndingAllOfASubject#takesNoClientForAnAccount", "EndingAllOfASubject#tellsApartWhatLooksAlike"),
    PRUNES_MARKS_EARLY("EndingAllOfASubject#lastsAsLongAsWhatItEnds"),
    NEVER_SLOWS_DOWN("Polling#isSlowedDownWhenItComesTooEarly", "Polling#staysSlowedDownForAllLaterPolls"),
    SLOWS_DOWN_ONCE("Polling#staysSlowedDownForAllLaterPolls"),
    RESOLVES_AGAIN("Resolving#decidesOnce", "Resolving#changesNothingAboutWhatWasNeverPending"),
    PRUNES_WHAT_HAS_EXPIRED("Pruning#keepsEveryRowUntilItsTimeIsOver", "Pruning#leavesWhatLivesBetweenWhatIsDeleted"),
    PRUNES_TOKENS_ONLY("Pruning#deletesEveryRowWhoseTimeIsOver", "Pruning#deletesTheMarkerOfASelfContainedToken"),
    PRUNES_MORE_THAN_IT_IS_TOLD_TO("Pruning#deletesNoMoreThanItIsToldToAndGoesOnTheNextTime"),
    CUTS_TIMES_TO_SECONDS("Finding#returnsAGrantWithAllThatItHolds"),
    IS_OPEN_TO_ALL_ISSUERS(
            "Finding#findsNothingOfAnotherIssuer",
            "CommittingWithoutASpend#leavesOtherIssuersAlone",
            "SpendingARedeemable#refusesOneOfAnotherIssuer",
            "Polling#isToldThatItIsUnknown",
            "Resolving#doesNotFindAnUnknownOne",
            "RevokingAGrant#doesNotFindAnUnknownOne",
            "RevokingAnAccessToken#endsNothingOfAnotherIssuer",
            "EndingAllOfASubject#endsNothingOfAnotherIssuer",
            "Pruning#deletesNothingOfAnotherIssuer");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<String> noticedBy;

    TokenStoreFlaw(String... noticedBy) {
        this.noticedBy = List.of(noticedBy);
    }

    @Override
    public List<String> noticedBy() {
        return noticedBy;
    }
}
