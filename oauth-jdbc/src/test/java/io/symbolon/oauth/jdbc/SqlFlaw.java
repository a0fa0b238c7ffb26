// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where the statements of a store are broken, as they are on H2. */
enum SqlFlaw {
    SPENDS_A_CODE_WITHOUT_LOOKING(
            FlawedTokenStoreRun.class,
            "SELECT id, state, spent_by",
            "SELECT id, 1, spent_by",
            "SpendingARedeemable#letsOneOfTwoWinARace",
            "SpendingARedeemable#refusesOneThatIsStillPending"),
    SPENDS_A_CODE_WITHOUT_LOCK(
            FlawedTokenStoreRun.class,
            " ORDER BY id FOR UPDATE",
            " ORDER BY id",
            "SpendingARedeemable#letsOneOfEightWinARace"),
    ROTATES_WITHOUT_LOCK(
            FlawedTokenStoreRun.class,
            " ORDER BY g.id FOR UPDATE",
            " ORDER BY g.id",
            "SpendingARefreshToken#letsOneOfEightWinARace"),
    FORGETS_WHICH_COMMIT_SPENT_A_CODE(
            FlawedTokenStoreRun.class,
            "spent_by = ?",
            "spent_by = CASE WHEN CAST(? AS BINARY(16)) IS NULL THEN spent_by END",
            "SpendingARedeemable#findsItselfWhenItIsRepeated"),
    FORGETS_FOR_WHICH_GRANT_A_CODE_WAS_SPENT(
            FlawedTokenStoreRun.class,
            "spent_by = ?, grant_id = ?",
            "spent_by = ?, grant_id = CASE WHEN CAST(? AS BINARY(16)) IS NULL THEN grant_id END",
            "SpendingARedeemable#tellsASecondCommitForWhichGrantItWasSpent"),
    POLLS_WITHOUT_LOCK(
            FlawedTokenStoreRun.class,
            "polled_at FROM oauth_redeemable WHERE issuer = ? AND id = ? FOR UPDATE",
            "polled_at FROM oauth_redeemable WHERE issuer = ? AND id = ?",
            "Resolving#letsOneOfTwoWinARace"),
    FINDS_TOKENS_OF_ALL_ISSUERS(
            FlawedTokenStoreRun.class,
            "WHERE t.issuer = ? AND",
            "WHERE (t.issuer = ? OR TRUE) AND",
            "Finding#findsNothingOfAnotherIssuer"),
    REVOKES_TOKENS_OF_ALL_ISSUERS(
            FlawedTokenStoreRun.class,
            "SET revoked = 1 WHERE issuer = ?",
            "SET revoked = 1 WHERE (issuer = ? OR TRUE)",
            "RevokingAnAccessToken#endsNothingOfAnotherIssuer"),
    REVOKES_ALL_GRANTS_OF_A_CLIENT(
            FlawedTokenStoreRun.class,
            "UPDATE oauth_grant g SET revoked_at = ? WHERE g.issuer = ? AND g.id = ?",
            "UPDATE oauth_grant g SET revoked_at = ? WHERE g.client IN"
                    + " (SELECT o.client FROM oauth_grant o WHERE o.issuer = ? AND o.id = ?)",
            "RevokingAGrant#leavesTheOtherGrantsOfTheSameSubjectAndClientAlone"),
    REVOKES_A_TOKEN_AGAIN_AND_AGAIN(
            FlawedTokenStoreRun.class, " AND revoked = 0", "", "RevokingAnAccessToken#isDoneByOneOfTwoInARace"),
    MOVES_MARKS_BACK(FlawedTokenStoreRun.class, "GREATEST(marked_at, ?)", "?", "EndingAllOfASubject#isNeverTakenBack"),
    IGNORES_MARKS_OF_SUBJECTS(
            FlawedTokenStoreRun.class,
            "AND m.marked_at >= g.created_at",
            "AND FALSE",
            "SpendingARedeemable#refusesItWhenTheTokensOfItsSubjectHaveEnded",
            "EndingAllOfASubject#saysThatTheGrantHadEndedBefore"),
    PRUNES_WHAT_HAS_EXPIRED(
            FlawedTokenStoreRun.class,
            "issuer = ? AND kept_until <= ? FETCH",
            "issuer = ? AND kept_until <= 9000000000000000 + ? FETCH",
            "Pruning#keepsEveryRowUntilItsTimeIsOver"),
    PRUNES_ROWS_OF_ALL_ISSUERS(
            FlawedTokenStoreRun.class,
            "WHERE issuer = ? AND kept_until <=",
            "WHERE (issuer = ? OR TRUE) AND kept_until <=",
            "Pruning#deletesNothingOfAnotherIssuer"),
    BURNS_A_MARKER_AGAIN(
            FlawedOnceStoreRun.class,
            "INSERT INTO oauth_once_marker",
            "MERGE INTO oauth_once_marker",
            "Burning#tellsTheFirstTimeFromAllOthers"),
    BURNS_A_MARKER_THAT_STILL_COUNTS(
            FlawedOnceStoreRun.class,
            "AND kept_until <= ?",
            "AND kept_until <= 9000000000000000 + ?",
            "Burning#tellsTheFirstTimeFromAllOthers"),
    ADVANCES_FROM_ANY_STAGE(
            FlawedInteractionStoreRun.class,
            "AND stage = ?",
            "AND (stage = ? OR TRUE)",
            "advancesOnce",
            "advancesForOneOfTwoInARace"),
    GROWS_CONSENT_WITHOUT_LOCK(
            FlawedConsentStoreRun.class,
            " AND client = ? FOR UPDATE",
            " AND client = ?",
            "losesNeitherOfTwoAgreementsInARaceThoughThereWasOneBefore"),
    LETS_ENDED_TOKENS_OF_A_CLIENT_LIVE_AGAIN(
            FlawedClientStoreRun.class, "GREATEST(tokens_valid_from, ?)", "?", "EndingTheTokens#isNeverTakenBack");

    private final Class<?> run;
    private final String sound;
    private final String flawed;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<String> noticedBy;

    @SuppressWarnings("ImmutableEnumChecker") // says whether the statement was there to be broken
    private final AtomicBoolean met = new AtomicBoolean();

    SqlFlaw(Class<?> run, String sound, String flawed, String... noticedBy) {
        this.run = run;
        this.sound = sound;
        this.flawed = flawed;
        this.noticedBy = List.of(noticedBy);
    }

    /** The statement with the flaw, if it has the place for it. */
    String in(String statement) {
        if (!statement.contains(sound)) {
            return statement;
        }
        met.set(true);
        return statement.replace(sound, flawed);
    }

    /** Whether a statement was broken. */
    boolean isMet() {
        return met.get();
    }

    Class<?> run() {
        return run;
    }

    /** The tests of the contract that must fail, as {@code Nested#method}. */
    List<String> noticedBy() {
        return noticedBy;
    }
}
