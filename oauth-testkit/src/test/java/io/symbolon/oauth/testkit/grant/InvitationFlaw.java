// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import java.util.List;

/** One way in which an invitation grant is broken, and the tests of the contract that must notice it. */
enum InvitationFlaw {
    /** It is sound. */
    NONE,
    /** It does not name the invitation as what issuing spends, nor look whose it is. */
    WORKS_AS_OFTEN_AS_PRESENTED(
            "Clients#refusesWhatBelongsToAnotherClientAndEndsNothing",
            "SenderKeys#refusesWhoDoesNotProveTheKey",
            "WorkingOnce#refusesAReplayAndEndsTheFamily",
            "WorkingOnce#refusesWhoDecidedInTimeButCameToWriteTooLate",
            "WorkingOnce#letsOneOfManyAtOnceWin",
            "Failures#keepsItsWordAboutWhatWorksOnceWhereTheAnswerWasLost"),
    /** It remembers for itself what it has decided, and never finds out that nothing was written. */
    SPENDS_BY_HAND(
            "Granting#decidesTheSameWhenAskedAgain",
            "Granting#grantsNoScopeThatTheClientMayNotHave",
            "Failures#grantsAgainAfterNothingWasWritten"),
    /** It says no to the second use, and leaves the tokens of the first alone. */
    FORGIVES_A_REPLAY("WorkingOnce#refusesAReplayAndEndsTheFamily"),
    /** It takes a store that is out of reach for one that knows nothing. */
    TAKES_BROKEN_FOR_ABSENT("Failures#letsAFailureToReadThrough"),
    /** It declares the invitation as a text that everybody may see, and repeats it in its error. */
    SHOWS_THE_INVITATION(
            "Declarations#declaresEveryParameterThatIsNotOpenAsASecret", "Secrets#showsNoneInLogsEventsAndRefusals"),
    /** It keeps the guest in a field until it needs him. */
    KEEPS_THE_GUEST_IN_A_FIELD("ManyAtOnce#neverMixesTwoRequests"),
    /** It ends the guest's earlier tokens with its own hands. */
    WRITES_WHILE_IT_DECIDES("Granting#writesOnceAndLeavesThatToTheEngine", "Granting#decidesTheSameWhenAskedAgain"),
    /** It looks whether the invitation was used before it looks whose it is. */
    LETS_A_STRANGER_END_THE_FAMILY("Clients#endsNothingWhereAnotherClientPresentsWhatWasSpent"),
    /** It makes the row anew, of what it thinks that matters. */
    FORGETS_THE_KEY("SenderKeys#refusesWhoDoesNotProveTheKey"),
    /** It looks twice, and goes on where it can look only once. */
    GOES_ON_WITHOUT_A_SECOND_LOOK("Failures#failsOpenlyAtEveryStep"),
    /** It takes every text for an invitation. */
    BREAKS_ON_NONSENSE("BadInput#refusesNonsenseInWhatItNeeds");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> noticedBy;

    InvitationFlaw(String... noticedBy) {
        this.noticedBy = List.of(noticedBy);
    }

    List<String> noticedBy() {
        return noticedBy;
    }
}
