// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static io.symbolon.oauth.api.store.TokenStore.CLOCK_TOLERANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.CodeChallenge;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.Liveness;
import io.symbolon.oauth.api.store.PollOutcome;
import io.symbolon.oauth.api.store.Resolution;
import io.symbolon.oauth.api.store.ResolveOutcome;
import io.symbolon.oauth.api.store.RevokeOutcome;
import io.symbolon.oauth.api.store.StoredAccessToken;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.api.token.Spend;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TokenStore} does. The test of a store extends this class and opens the store; each nested class is one
 * promise, which is why there are so many. Each race has been seen to fail against a store that is broken in just that
 * place.
 */
public abstract class TokenStoreContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Duration ONE_MILLI = Duration.ofMillis(1);
    private static final Subject ALICE = Subject.ofAccount("alice");
    private static final CommitOutcome COMMITTED = new CommitOutcome.Committed();
    private static final CommitOutcome GONE = new CommitOutcome.Gone();

    private final TestGrants noon = TestGrants.madeAt(NOON);
    private TokenStore store;

    /** Opens the store of this issuer; all that is opened in one test stands on the same ground, such as a database. */
    protected abstract TokenStore open(Issuer issuer);

    /** The race of this many callers that the tests run; a slow store may want another time. */
    protected Race race(int callers) {
        return Race.of(callers);
    }

    @BeforeEach
    void openTheStore() {
        store = open(TestIssuers.fresh());
    }

    /** What is found is what was written. */
    @Nested
    public class Finding {

        @Test
        void returnsAGrantWithAllThatItHolds() {
            Grant grant = new Grant(
                    noon.grant().id(),
                    new ClientId("photo album"),
                    ALICE,
                    Scopes.parse("photos.read photos.write"),
                    Set.of(new ResourceUri("https://a.example/x?y"), new ResourceUri("urn:b")),
                    new GrantType("urn:example:grant-type:badge"),
                    Optional.of(new AuthenticationContext(
                            NOON.minusMillis(1), Optional.of("urn:acr"), List.of("pwd", "otp"))),
                    Claims.of(Map.of("name", "Alice")),
                    Optional.of(new RefreshToken(
                            TestGrants.digest(),
                            7,
                            Optional.of(key()),
                            TestGrants.commitId(),
                            "key-1",
                            3,
                            NOON.plusMillis(2),
                            NOON.plusMillis(3))),
                    NOON,
                    NOON.plusMillis(4),
                    NOON.plusMillis(5),
                    Optional.empty());

            given(TestCommit.at(NOON).inserting(grant));

            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        void returnsAGrantWithNoneOfWhatMayBeAbsent() {
            Grant plain = noon.of(Scopes.none()).grant();
            Grant grant = new Grant(
                    plain.id(),
                    plain.client(),
                    plain.subject(),
                    plain.scopes(),
                    Set.of(),
                    plain.origin(),
                    Optional.empty(),
                    Claims.none(),
                    Optional.empty(),
                    NOON,
                    NOON,
                    NOON,
                    Optional.empty());

            given(TestCommit.at(NOON).inserting(grant));

            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        void returnsARedeemableWithAllThatItHolds() {
            Grant grant = givenGrant();
            Redeemable redeemable = new Redeemable(
                    TestGrants.digest(),
                    new RedeemableKind("invitation"),
                    Optional.of(new ClientId("photo album")),
                    Optional.of(grant.id()),
                    Scopes.parse("photos.read photos.write"),
                    Set.of(new ResourceUri("https://a.example/")),
                    Optional.of(new RedirectUri("https://photo-album.example/cb?x=y")),
                    Optional.of(new CodeChallenge(TestGrants.digest())),
                    Optional.of(key()),
                    Claims.of(Map.of("nonce", "n-0S6_WzA2Mj")),
                    Optional.of(Duration.ofMillis(1_500)),
                    Redeemable.State.READY,
                    NOON,
                    NOON.plusMillis(1),
                    NOON.plusMillis(2));

            given(TestCommit.at(NOON).inserting(redeemable));

            assertThat(store.findRedeemable(redeemable.id()))
                    .contains(new PresentedRedeemable(redeemable, Optional.of(grant)));
        }

        @Test
        void returnsARedeemableWithNoneOfWhatMayBeAbsent() {
            Redeemable plain = noon.deviceCode();
            Redeemable redeemable = new Redeemable(
                    plain.id(),
                    plain.kind(),
                    Optional.empty(),
                    Optional.empty(),
                    Scopes.none(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Claims.none(),
                    Optional.empty(),
                    Redeemable.State.PENDING,
                    NOON,
                    NOON,
                    NOON);

            given(TestCommit.at(NOON).inserting(redeemable));

            assertThat(store.findRedeemable(redeemable.id()))
                    .contains(new PresentedRedeemable(redeemable, Optional.empty()));
        }

        @Test
        void returnsAnAccessTokenWithAllThatItHolds() {
            List<Grant> grants = IntStream.range(0, AccessToken.MAX_GRANTS)
                    .mapToObj(i -> givenGrant())
                    .toList();
            AccessToken token = new AccessToken(
                    TestGrants.digest(),
                    new ClientId("photo album"),
                    ALICE,
                    Scopes.parse("photos.read photos.write profile"),
                    Set.of(new ResourceUri("https://a.example/x?y"), new ResourceUri("urn:b")),
                    grants.stream().map(Grant::id).toList(),
                    new GrantType("urn:example:grant-type:badge"),
                    Optional.of(key()),
                    Claims.of(Map.of("name", "Alice")),
                    NOON,
                    NOON.plusMillis(1),
                    NOON.plusMillis(2));

            given(TestCommit.at(NOON).inserting(token));

            assertThat(store.findAccessToken(token.id())).contains(new StoredAccessToken(token, Liveness.LIVE));
        }

        @Test
        void returnsAnAccessTokenWithNoneOfWhatMayBeAbsent() {
            AccessToken token = noon.of(Scopes.none()).accessToken();

            given(TestCommit.at(NOON).inserting(token));

            assertThat(store.findAccessToken(token.id())).contains(new StoredAccessToken(token, Liveness.LIVE));
        }

        @Test
        void returnsClaimsOfEveryKindInTheirOrder() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("zulu", "text");
            members.put("alpha", true);
            members.put("", List.of("a", false, 1, List.of(), Map.of("deep", List.of("er"))));
            members.put("integer", Integer.MIN_VALUE);
            members.put("long", Long.MAX_VALUE);
            members.put("big", BigInteger.TWO.pow(130).negate());
            members.put("double", 0.1);
            members.put("decimal", new BigDecimal("12345678901234567890.0987654321"));
            members.put("$.a'b\"c\\", Map.of());
            AccessToken token = withClaims(noon.accessToken(), Claims.of(members));

            given(TestCommit.at(NOON).inserting(token));

            Map<String, Object> found =
                    find(token).orElseThrow().token().claims().asMap();
            assertThat(new ArrayList<>(found.keySet())).isEqualTo(new ArrayList<>(members.keySet()));
            assertThat(comparable(found)).isEqualTo(comparable(members));
        }

        @Test
        void keepsTextInEveryScript() {
            String text = "Jürgen Łukasz 東京 ابجد 👩‍👩‍👧 \u0301 İı";
            TestGrants theirs = noon.by(Subject.ofAccount(text));
            Grant grant = withClaims(theirs.grant(), Claims.of(Map.of(text, text)));
            AccessToken token = withClaims(theirs.accessToken(grant), Claims.of(Map.of(text, List.of(text))));

            given(TestCommit.at(NOON).inserting(grant).inserting(token));

            assertThat(store.findGrant(grant.id())).contains(grant);
            assertThat(store.findAccessToken(token.id())).contains(new StoredAccessToken(token, Liveness.LIVE));
        }

        @Test
        void keepsTheLongestValues() {
            Scopes scopes = Scopes.of(IntStream.range(0, 40)
                    .mapToObj(i -> new Scope("s".repeat(250) + i))
                    .collect(Collectors.toSet()));
            TestGrants theirs = noon.by(Subject.ofAccount("é".repeat(255)))
                    .to(new ClientId("c".repeat(255)))
                    .of(scopes);
            Claims claims = Claims.of(Map.of("long", "ß".repeat(50_000)));
            Grant grant = withClaims(theirs.grant(), claims);
            AccessToken token = withClaims(theirs.accessToken(grant), claims);
            Redeemable code = withRedirectUri(theirs.code(grant), "https://a.example/" + "p".repeat(1_982));

            given(TestCommit.at(NOON).inserting(grant).inserting(token).inserting(code));

            assertThat(store.findGrant(grant.id())).contains(grant);
            assertThat(store.findAccessToken(token.id())).contains(new StoredAccessToken(token, Liveness.LIVE));
            assertThat(store.findRedeemable(code.id())).contains(new PresentedRedeemable(code, Optional.of(grant)));
        }

        @Test
        void findsNothingUnderAnUnknownKey() {
            givenGrant();

            assertThat(store.findGrant(noon.grant().id())).isEmpty();
            assertThat(store.findRedeemable(TestGrants.digest())).isEmpty();
            assertThat(store.findAccessToken(TestGrants.digest())).isEmpty();
        }

        @Test
        void findsNothingOfAnotherIssuer() {
            Grant grant = givenGrant();
            AccessToken token = noon.accessToken(grant);
            Redeemable code = noon.code(grant);
            given(TestCommit.at(NOON).inserting(token).inserting(code));

            TokenStore other = open(TestIssuers.fresh());

            assertThat(other.findGrant(grant.id())).isEmpty();
            assertThat(other.findRedeemable(code.id())).isEmpty();
            assertThat(other.findAccessToken(token.id())).isEmpty();
            assertThat(other.livenessOf(token)).isEqualTo(Liveness.REVOKED);
        }
    }

    /** A commit that spends nothing inserts all that it holds. */
    @Nested
    public class CommittingWithoutASpend {

        @Test
        void insertsAllOfIt() {
            Grant grant = noon.refreshableGrant();
            AccessToken one = noon.accessToken(grant);
            AccessToken two = noon.accessToken(grant);
            Redeemable code = noon.code(grant);
            Redeemable deviceCode = noon.deviceCode();

            CommitOutcome outcome = commit(
                    TestCommit.at(NOON).inserting(grant).inserting(one, two).inserting(code, deviceCode));

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(livenessOf(one)).isEqualTo(Liveness.LIVE);
            assertThat(livenessOf(two)).isEqualTo(Liveness.LIVE);
            assertThat(store.findRedeemable(code.id())).contains(new PresentedRedeemable(code, Optional.of(grant)));
            assertThat(store.findRedeemable(deviceCode.id()))
                    .contains(new PresentedRedeemable(deviceCode, Optional.empty()));
        }

        @Test
        void writesNothingMoreWhenItIsRepeated() {
            Grant grant = noon.refreshableGrant();
            AccessToken token = noon.accessToken(grant);
            TestCommit commit = TestCommit.at(NOON).inserting(grant).inserting(token);
            given(commit);
            RefreshToken next = noon.successor(grant, TestGrants.commitId());
            given(TestCommit.at(NOON).refreshing(grant, next));
            store.revoke(token, NOON);

            CommitOutcome outcome = commit(commit);

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(livenessOf(token)).isEqualTo(Liveness.REVOKED);
            assertThat(currentOf(grant)).isEqualTo(next);
        }

        @Test
        void leavesOtherIssuersAlone() {
            Grant grant = noon.grant();
            AccessToken token = noon.accessToken(grant);
            TestCommit commit = TestCommit.at(NOON).inserting(grant).inserting(token);
            given(commit);
            TokenStore other = open(TestIssuers.fresh());

            CommitOutcome outcome = other.commit(commit.commit());
            other.revoke(grant.id(), NOON);

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
        }
    }

    /** A code is good for one commit. */
    @Nested
    @DisplayName("RFC 6749 §4.1.2, §10.5: what is redeemed is redeemed once")
    public class SpendingARedeemable {

        @Test
        void spendsItAndInsertsWhatComesWithIt() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);
            AccessToken token = noon.accessToken(grant);
            RefreshToken first = noon.refreshToken();

            CommitOutcome outcome =
                    commit(TestCommit.at(NOON).redeeming(code, grant, first).inserting(token));

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(store.findRedeemable(code.id()))
                    .contains(new PresentedRedeemable(code.at(Redeemable.State.SPENT), Optional.of(grant.with(first))));
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
        }

        @Test
        void leavesTheGrantAsItIsWhereNoRefreshTokenComesWithIt() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);

            given(TestCommit.at(NOON).redeeming(code, grant));

            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        void insertsTheGrantThatIsMadeBySpendingIt() {
            Grant grant = noon.refreshableGrant();
            Redeemable code = givenReadyWithoutAGrant();
            AccessToken token = noon.accessToken(grant);

            CommitOutcome outcome = commit(
                    TestCommit.at(NOON).redeeming(code, grant).inserting(grant).inserting(token));

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(store.findRedeemable(code.id()))
                    .contains(new PresentedRedeemable(
                            code.under(grant.id()).at(Redeemable.State.SPENT), Optional.of(grant)));
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
        }

        @Test
        @Tag("security-case-01")
        void tellsASecondCommitForWhichGrantItWasSpent() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);
            given(TestCommit.at(NOON).redeeming(code, grant));

            TestCommit second = TestCommit.at(NOON).redeeming(code, grant).inserting(noon.accessToken(grant));

            assertThat(commit(second)).isEqualTo(new CommitOutcome.AlreadySpent(Optional.of(grant.id())));
            assertNothingWritten(second);
        }

        @Test
        void tellsASecondCommitForWhichGrantItWasSpentThoughThatGrantWasMadeByIt() {
            Grant grant = noon.grant();
            Redeemable code = givenReadyWithoutAGrant();
            given(TestCommit.at(NOON).redeeming(code, grant).inserting(grant));
            Grant another = noon.grant();

            TestCommit second = TestCommit.at(NOON).redeeming(code, another).inserting(another);

            assertThat(commit(second)).isEqualTo(new CommitOutcome.AlreadySpent(Optional.of(grant.id())));
            assertNothingWritten(second);
        }

        @Test
        @Tag("security-case-01")
        void stillTellsThatItWasSpentWhenItHasExpiredAndItsGrantHasEnded() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);
            given(TestCommit.at(NOON).redeeming(code, grant));
            store.revoke(grant.id(), NOON);

            CommitOutcome outcome =
                    commit(TestCommit.at(noon.keptUntil().minus(ONE_MILLI)).redeeming(code, grant));

            assertThat(outcome).isEqualTo(new CommitOutcome.AlreadySpent(Optional.of(grant.id())));
        }

        @Test
        void findsItselfWhenItIsRepeated() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);
            AccessToken token = noon.accessToken(grant);
            RefreshToken first = noon.refreshToken();
            TestCommit commit =
                    TestCommit.at(NOON).redeeming(code, grant, first).inserting(token);
            given(commit);
            RefreshToken next = noon.successor(grant.with(first), TestGrants.commitId());
            given(TestCommit.at(NOON).refreshing(grant.with(first), next));

            CommitOutcome outcome = commit(commit);

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(currentOf(grant)).isEqualTo(next);
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
        }

        @Test
        void refusesAnUnknownOne() {
            Grant grant = givenGrant();

            assertRefused(TestCommit.at(NOON).redeeming(noon.code(grant), grant).inserting(noon.accessToken(grant)));
        }

        @Test
        void refusesOneOfAnotherIssuer() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);
            TokenStore other = open(TestIssuers.fresh());
            given(other, TestCommit.at(NOON).inserting(grant));

            CommitOutcome outcome =
                    other.commit(TestCommit.at(NOON).redeeming(code, grant).commit());

            assertThat(outcome).isEqualTo(GONE);
            assertThat(stateOf(code)).isEqualTo(Redeemable.State.READY);
        }

        @Test
        void refusesOneThatIsStillPending() {
            Redeemable deviceCode = givenDeviceCode();
            Grant grant = noon.grant();

            assertRefused(TestCommit.at(NOON)
                    .redeeming(deviceCode, grant)
                    .inserting(grant)
                    .inserting(noon.accessToken(grant)));
            assertThat(stateOf(deviceCode)).isEqualTo(Redeemable.State.PENDING);
        }

        @Test
        void refusesOneThatWasDenied() {
            Redeemable deviceCode = givenDeviceCode();
            store.resolve(deviceCode.id(), new Resolution.Denied(), NOON);
            Grant grant = noon.grant();

            assertRefused(TestCommit.at(NOON)
                    .redeeming(deviceCode, grant)
                    .inserting(grant)
                    .inserting(noon.accessToken(grant)));
            assertThat(stateOf(deviceCode)).isEqualTo(Redeemable.State.DENIED);
        }

        @Test
        void spendsItJustBeforeItExpires() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);

            CommitOutcome outcome =
                    commit(TestCommit.at(code.expiresAt().plus(CLOCK_TOLERANCE).minus(ONE_MILLI))
                            .redeeming(code, grant));

            assertThat(outcome).isEqualTo(COMMITTED);
        }

        @Test
        void refusesItFromTheInstantOfExpiryOn() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);

            assertRefused(TestCommit.at(code.expiresAt().plus(CLOCK_TOLERANCE))
                    .redeeming(code, grant)
                    .inserting(noon.accessToken(grant)));
            assertThat(stateOf(code)).isEqualTo(Redeemable.State.READY);
        }

        @Test
        void refusesItWhenItsGrantHasEnded() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);
            store.revoke(grant.id(), NOON);

            assertRefused(TestCommit.at(NOON)
                    .redeeming(code, grant, noon.refreshToken())
                    .inserting(noon.accessToken(grant)));
            assertThat(stateOf(code)).isEqualTo(Redeemable.State.READY);
        }

        @Test
        void refusesItWhenTheTokensOfItsSubjectHaveEnded() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);
            store.revokeAllOf(ALICE, NOON);

            assertRefused(TestCommit.at(NOON.plusSeconds(1))
                    .redeeming(code, grant, noon.refreshToken())
                    .inserting(noon.accessToken(grant)));
        }

        @Test
        void refusesItWhenItsGrantIsNotThere() {
            Grant unknown = noon.grant();
            Redeemable code = givenCode(unknown);

            assertRefused(TestCommit.at(NOON).redeeming(code, unknown).inserting(noon.accessToken(unknown)));
            assertThat(stateOf(code)).isEqualTo(Redeemable.State.READY);
        }

        @Test
        @Tag("security-case-08")
        void refusesItForAnotherGrantThanItsOwn() {
            Grant grant = givenGrant();
            Grant another = givenGrant();
            Redeemable code = givenCode(grant);

            assertRefused(TestCommit.at(NOON)
                    .redeeming(code, another, noon.refreshToken())
                    .inserting(noon.accessToken(another)));
            assertThat(stateOf(code)).isEqualTo(Redeemable.State.READY);
            assertThat(store.findGrant(another.id())).contains(another);
        }

        @Test
        @Tag("security-case-02")
        void writesNothingOfWhatItRefuses() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);
            given(TestCommit.at(NOON).redeeming(code, grant));

            TestCommit refused = TestCommit.at(NOON)
                    .redeeming(code, grant, noon.refreshToken())
                    .inserting(noon.grant())
                    .inserting(noon.accessToken(grant), noon.accessToken(grant))
                    .inserting(noon.code(grant), noon.deviceCode());
            commit(refused);

            assertNothingWritten(refused);
            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        @Tag("security-case-01")
        @Tag("security-case-03")
        @Tag("security-case-04")
        void letsOneOfTwoWinARace() {
            assertOneRedeems(2);
        }

        @Test
        @Tag("security-case-01")
        @Tag("security-case-03")
        void letsOneOfEightWinARace() {
            assertOneRedeems(8);
        }

        private void assertOneRedeems(int callers) {
            List<Integer> winners = race(callers)
                    .winners(
                            () -> {
                                Grant grant = givenGrant();
                                Redeemable code = givenCode(grant);
                                return caller -> redeemed(code, grant);
                            },
                            isCommitted -> isCommitted);

            assertThat(winners).isNotEmpty().containsOnly(1);
        }

        /** Whether this call redeemed the code; the tokens of a loser must not be there. */
        private boolean redeemed(Redeemable code, Grant grant) {
            AccessToken token = noon.accessToken(grant);
            CommitOutcome outcome =
                    commit(TestCommit.at(NOON).redeeming(code, grant).inserting(token));
            boolean committed = outcome.equals(COMMITTED);
            assertThat(committed || outcome.equals(new CommitOutcome.AlreadySpent(Optional.of(grant.id()))))
                    .isTrue();
            assertThat(find(token).isPresent()).isEqualTo(committed);
            return committed;
        }

        @Test
        @Tag("security-case-01")
        @Tag("security-case-04")
        void letsOneOfTwoWinARaceThoughEachBringsAGrantOfItsOwn() {
            List<Integer> winners = race(2).winners(
                            () -> {
                                Redeemable code = givenReadyWithoutAGrant();
                                List<Grant> grants = List.of(noon.grant(), noon.grant());
                                return caller -> {
                                    Grant own = grants.get(caller);
                                    commit(TestCommit.at(NOON)
                                            .redeeming(code, own)
                                            .inserting(own));
                                    return store.findGrant(own.id()).isPresent();
                                };
                            },
                            isThere -> isThere);

            assertThat(winners).isNotEmpty().containsOnly(1);
        }

        @Test
        void findsItselfWhenItIsRepeatedAtTheSameTime() {
            List<Integer> winners = race(2).winners(
                            () -> {
                                Grant grant = givenGrant();
                                Redeemable code = givenCode(grant);
                                Commit commit = TestCommit.at(NOON)
                                        .redeeming(code, grant)
                                        .inserting(noon.accessToken(grant))
                                        .commit();
                                return caller -> store.commit(commit);
                            },
                            COMMITTED::equals);

            assertThat(winners).isNotEmpty().containsOnly(2);
        }

        @Test
        @Tag("security-case-02")
        void showsAllThatCameWithItToWhoeverSeesItSpent() {
            List<Integer> whole = race(2).winners(
                            () -> {
                                Grant grant = givenGrant();
                                Redeemable code = givenCode(grant);
                                AccessToken token = noon.accessToken(grant);
                                RefreshToken first = noon.refreshToken();
                                TestCommit commit = TestCommit.at(NOON)
                                        .redeeming(code, grant, first)
                                        .inserting(token);
                                return caller -> caller == 0
                                        ? commit(commit).equals(COMMITTED)
                                        : isAllThereOnceSpent(code, token);
                            },
                            isWhole -> isWhole);

            assertThat(whole).isNotEmpty().containsOnly(2);
        }

        private boolean isAllThereOnceSpent(Redeemable code, AccessToken token) {
            PresentedRedeemable seen = store.findRedeemable(code.id()).orElseThrow();
            while (seen.redeemable().state() != Redeemable.State.SPENT) {
                seen = store.findRedeemable(code.id()).orElseThrow();
            }
            return find(token).isPresent()
                    && seen.grant().flatMap(Grant::refreshToken).isPresent();
        }

        @Test
        void losesNoRevocationOfItsGrantInARace() {
            List<Integer> ended = race(2).winners(
                            () -> {
                                Grant grant = givenGrant();
                                Redeemable code = givenCode(grant);
                                TestCommit commit = TestCommit.at(NOON).redeeming(code, grant, noon.refreshToken());
                                return caller -> {
                                    if (caller == 0) {
                                        commit(commit);
                                    } else {
                                        store.revoke(grant.id(), NOON);
                                    }
                                    return grant;
                                };
                            },
                            grant -> store.findGrant(grant.id()).orElseThrow().isRevoked());

            assertThat(ended).isNotEmpty().containsOnly(2);
        }
    }

    /** A grant has one current refresh token, and one commit replaces it. */
    @Nested
    @DisplayName("RFC 6749 §6, RFC 9700 §4.14.2: a refresh token is rotated once")
    public class SpendingARefreshToken {

        @Test
        void makesTheNextOneCurrentAndInsertsWhatComesWithIt() {
            Grant grant = givenRefreshableGrant();
            RefreshToken next = noon.successor(grant, TestGrants.commitId());
            AccessToken token = noon.accessToken(grant);

            CommitOutcome outcome =
                    commit(TestCommit.at(NOON).refreshing(grant, next).inserting(token));

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(store.findGrant(grant.id())).contains(grant.with(next));
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
        }

        @Test
        @Tag("security-case-07")
        @Tag("security-case-11")
        void tellsASecondCommitTheGrantAsItIsNow() {
            Grant grant = givenRefreshableGrant();
            RefreshToken next = noon.successor(grant, TestGrants.commitId());
            given(TestCommit.at(NOON).refreshing(grant, next));

            TestCommit second = TestCommit.at(NOON)
                    .refreshing(grant, noon.successor(grant, TestGrants.commitId()))
                    .inserting(noon.accessToken(grant));

            assertThat(commit(second)).isEqualTo(new CommitOutcome.Superseded(grant.with(next)));
            assertNothingWritten(second);
            assertThat(currentOf(grant)).isEqualTo(next);
        }

        @Test
        void rotatesAgainAndAgain() {
            Grant grant = givenRefreshableGrant();

            for (int generation = 1; generation <= 5; generation++) {
                RefreshToken next = noon.successor(grant, TestGrants.commitId());
                assertThat(commit(TestCommit.at(NOON).refreshing(grant, next))).isEqualTo(COMMITTED);
                grant = grant.with(next);
            }

            assertThat(currentOf(grant).generation()).isEqualTo(5);
        }

        @Test
        void findsItselfWhenItIsRepeated() {
            Grant grant = givenRefreshableGrant();
            CommitId id = TestGrants.commitId();
            RefreshToken next = noon.successor(grant, id);
            AccessToken token = noon.accessToken(grant);
            TestCommit commit =
                    TestCommit.at(NOON).named(id).refreshing(grant, next).inserting(token);
            given(commit);

            CommitOutcome outcome = commit(commit);

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(currentOf(grant)).isEqualTo(next);
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
        }

        @Test
        void findsItselfWhenItIsRepeatedAfterItsTokenWasHandedOutAgain() {
            Grant grant = givenRefreshableGrant();
            CommitId id = TestGrants.commitId();
            RefreshToken next = noon.successor(grant, id);
            TestCommit commit = TestCommit.at(NOON).named(id).refreshing(grant, next);
            given(commit);
            given(TestCommit.at(NOON).refreshing(grant.with(next), next.repeated()));

            CommitOutcome outcome = commit(commit);

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(currentOf(grant)).isEqualTo(next.repeated());
        }

        @Test
        void countsOneRepeat() {
            Grant grant = givenRefreshableGrant();
            RefreshToken current = currentOf(grant);
            AccessToken token = noon.accessToken(grant);

            CommitOutcome outcome = commit(
                    TestCommit.at(NOON).refreshing(grant, current.repeated()).inserting(token));

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(currentOf(grant)).isEqualTo(current.repeated());
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
        }

        @Test
        void refusesToCountTwoRepeatsAsOne() {
            Grant grant = givenRefreshableGrant();
            RefreshToken once = currentOf(grant).repeated();
            given(TestCommit.at(NOON).refreshing(grant, once));

            TestCommit second = TestCommit.at(NOON).refreshing(grant, once).inserting(noon.accessToken(grant));

            assertThat(commit(second)).isEqualTo(new CommitOutcome.Superseded(grant.with(once)));
            assertNothingWritten(second);
        }

        @Test
        void refusesARepeatThatSkipsANumber() {
            Grant grant = givenRefreshableGrant();
            RefreshToken twice = currentOf(grant).repeated().repeated();

            CommitOutcome outcome = commit(TestCommit.at(NOON).refreshing(grant, twice));

            assertThat(outcome).isEqualTo(new CommitOutcome.Superseded(grant));
            assertThat(currentOf(grant).repeats()).isZero();
        }

        @Test
        void countsARepeatOnceThoughItsCommitIsRepeated() {
            Grant grant = givenRefreshableGrant();
            RefreshToken once = currentOf(grant).repeated();
            TestCommit commit = TestCommit.at(NOON).refreshing(grant, once).inserting(noon.accessToken(grant));
            given(commit);

            CommitOutcome outcome = commit(commit);

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(currentOf(grant)).isEqualTo(once);
        }

        @Test
        void letsTheSameTokenExpireLater() {
            Grant grant = givenRefreshableGrant();
            RefreshToken extended =
                    expiringAt(currentOf(grant), currentOf(grant).expiresAt().plus(ONE_MILLI));

            CommitOutcome outcome = commit(TestCommit.at(NOON).refreshing(grant, extended));

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(currentOf(grant)).isEqualTo(extended);
        }

        @Test
        void refusesToLetTheSameTokenExpireNoLater() {
            Grant grant = givenRefreshableGrant();

            assertThat(commit(TestCommit.at(NOON).refreshing(grant, currentOf(grant))))
                    .isEqualTo(new CommitOutcome.Superseded(grant));
            assertThat(commit(TestCommit.at(NOON).refreshing(grant, expiringAt(currentOf(grant), NOON))))
                    .isEqualTo(new CommitOutcome.Superseded(grant));
            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        void refusesAnExtensionThatForgetsARepeat() {
            Grant grant = givenRefreshableGrant();
            RefreshToken once = currentOf(grant).repeated();
            RefreshToken extended =
                    expiringAt(currentOf(grant), currentOf(grant).expiresAt().plus(ONE_MILLI));
            given(TestCommit.at(NOON).refreshing(grant, once));

            CommitOutcome outcome = commit(TestCommit.at(NOON).refreshing(grant, extended));

            assertThat(outcome).isEqualTo(new CommitOutcome.Superseded(grant.with(once)));
        }

        @Test
        void rotatesItJustBeforeItExpires() {
            Grant grant = givenGrantExpiring(noon.expiresAt(), noon.expiresAt().plusSeconds(60));

            CommitOutcome outcome =
                    commit(TestCommit.at(noon.expiresAt().plus(CLOCK_TOLERANCE).minus(ONE_MILLI))
                            .refreshing(grant, noon.successor(grant, TestGrants.commitId())));

            assertThat(outcome).isEqualTo(COMMITTED);
        }

        @Test
        void refusesItFromTheInstantOfExpiryOn() {
            Grant grant = givenGrantExpiring(noon.expiresAt(), noon.expiresAt().plusSeconds(60));

            assertRefused(TestCommit.at(noon.expiresAt().plus(CLOCK_TOLERANCE))
                    .refreshing(grant, noon.successor(grant, TestGrants.commitId()))
                    .inserting(noon.accessToken(grant)));
            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        void refusesItFromTheExpiryOfItsGrantOn() {
            Grant grant = givenGrantExpiring(noon.expiresAt().plusSeconds(60), noon.expiresAt());

            assertRefused(TestCommit.at(noon.expiresAt().plus(CLOCK_TOLERANCE))
                    .refreshing(grant, noon.successor(grant, TestGrants.commitId()))
                    .inserting(noon.accessToken(grant)));
            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        void refusesItWhenItsGrantHasEnded() {
            Grant grant = givenRefreshableGrant();
            store.revoke(grant.id(), NOON);

            assertRefused(TestCommit.at(NOON)
                    .refreshing(grant, noon.successor(grant, TestGrants.commitId()))
                    .inserting(noon.accessToken(grant)));
            assertThat(currentOf(grant)).isEqualTo(grant.refreshToken().orElseThrow());
        }

        @Test
        void refusesItWhenTheTokensOfItsSubjectHaveEnded() {
            Grant grant = givenRefreshableGrant();
            store.revokeAllOf(ALICE, NOON);

            assertRefused(TestCommit.at(NOON.plusSeconds(1))
                    .refreshing(grant, noon.successor(grant, TestGrants.commitId()))
                    .inserting(noon.accessToken(grant)));
            assertThat(currentOf(grant)).isEqualTo(grant.refreshToken().orElseThrow());
        }

        @Test
        void refusesItWhenItsGrantIsUnknown() {
            Grant unknown = noon.refreshableGrant();

            assertRefused(TestCommit.at(NOON)
                    .refreshing(unknown, noon.successor(unknown, TestGrants.commitId()))
                    .inserting(noon.accessToken(unknown)));
        }

        @Test
        void refusesItWhenItsGrantHasNone() {
            Grant grant = givenGrant();
            RefreshToken next = noon.refreshToken();

            assertRefused(TestCommit.at(NOON)
                    .spending(new Spend.OfRefreshToken(grant.id(), TestGrants.digest(), next))
                    .inserting(noon.accessToken(grant)));
            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        @Tag("security-case-08")
        void leavesTheOtherGrantsOfTheSameSubjectAndClientAlone() {
            Grant grant = givenRefreshableGrant();
            Grant another = givenRefreshableGrant();

            given(TestCommit.at(NOON).refreshing(grant, noon.successor(grant, TestGrants.commitId())));

            assertThat(store.findGrant(another.id())).contains(another);
        }

        @Test
        @Tag("security-case-07")
        @Tag("security-case-11")
        void letsOneOfTwoWinARace() {
            assertOneRotates(2);
        }

        @Test
        @Tag("security-case-07")
        @Tag("security-case-11")
        void letsOneOfEightWinARace() {
            assertOneRotates(8);
        }

        private void assertOneRotates(int callers) {
            List<Integer> winners = race(callers)
                    .winners(
                            () -> {
                                Grant grant = givenRefreshableGrant();
                                return caller -> rotated(grant);
                            },
                            isCommitted -> isCommitted);

            assertThat(winners).isNotEmpty().containsOnly(1);
        }

        /** Whether this call rotated; a loser is told the successor that won, and its own tokens must not be there. */
        private boolean rotated(Grant grant) {
            RefreshToken next = noon.successor(grant, TestGrants.commitId());
            AccessToken token = noon.accessToken(grant);
            CommitOutcome outcome =
                    commit(TestCommit.at(NOON).refreshing(grant, next).inserting(token));
            boolean committed = outcome.equals(COMMITTED);
            RefreshToken told = outcome instanceof CommitOutcome.Superseded superseded
                    ? superseded.now().refreshToken().orElseThrow()
                    : next;
            assertThat(currentOf(grant)).isEqualTo(told);
            assertThat(find(token).isPresent()).isEqualTo(committed);
            return committed;
        }

        @Test
        void countsEveryRepeatInARace() {
            List<Integer> winners = race(2).winners(
                            () -> {
                                Grant grant = givenRefreshableGrant();
                                RefreshToken once = currentOf(grant).repeated();
                                return caller -> commit(TestCommit.at(NOON).refreshing(grant, once));
                            },
                            COMMITTED::equals);

            assertThat(winners).isNotEmpty().containsOnly(1);
        }

        @Test
        void bringsNoRotatedTokenBackByARepeatInARace() {
            List<Integer> rotated = race(2).winners(
                            () -> {
                                Grant grant = givenRefreshableGrant();
                                RefreshToken once = currentOf(grant).repeated();
                                RefreshToken next = noon.successor(grant, TestGrants.commitId());
                                return caller -> {
                                    commit(TestCommit.at(NOON).refreshing(grant, caller == 0 ? next : once));
                                    return grant.with(next);
                                };
                            },
                            grant -> store.findGrant(grant.id()).orElseThrow().equals(grant));

            assertThat(rotated).isNotEmpty().containsOnly(2);
        }

        @Test
        void losesNoRevocationInARace() {
            List<Integer> ended = race(2).winners(
                            () -> {
                                Grant grant = givenRefreshableGrant();
                                RefreshToken next = noon.successor(grant, TestGrants.commitId());
                                return caller -> {
                                    if (caller == 0) {
                                        commit(TestCommit.at(NOON).refreshing(grant, next));
                                    } else {
                                        store.revoke(grant.id(), NOON);
                                    }
                                    return grant;
                                };
                            },
                            grant -> store.findGrant(grant.id()).orElseThrow().isRevoked());

            assertThat(ended).isNotEmpty().containsOnly(2);
        }
    }

    /** Who polls too fast is slowed down. */
    @Nested
    @DisplayName("RFC 8628 §3.5: polling")
    public class Polling {

        private static final PollOutcome PENDING = new PollOutcome.AuthorizationPending();

        @Test
        void comesInTimeTheFirstTime() {
            Redeemable deviceCode = givenDeviceCode();

            assertThat(store.poll(deviceCode.id(), NOON)).isEqualTo(PENDING);
        }

        @Test
        void comesInTimeAfterTheInterval() {
            Redeemable deviceCode = givenDeviceCode();
            store.poll(deviceCode.id(), NOON);

            assertThat(store.poll(deviceCode.id(), NOON.plusSeconds(5))).isEqualTo(PENDING);
            assertThat(store.poll(deviceCode.id(), NOON.plusSeconds(10))).isEqualTo(PENDING);
        }

        @Test
        void isSlowedDownWhenItComesTooEarly() {
            Redeemable deviceCode = givenDeviceCode();
            store.poll(deviceCode.id(), NOON);

            PollOutcome outcome =
                    store.poll(deviceCode.id(), NOON.plusSeconds(5).minus(ONE_MILLI));

            assertThat(outcome).isEqualTo(new PollOutcome.SlowDown(Duration.ofSeconds(10)));
        }

        @Test
        void staysSlowedDownForAllLaterPolls() {
            Redeemable deviceCode = givenDeviceCode();
            Instant early = NOON.plusSeconds(1);
            store.poll(deviceCode.id(), NOON);
            store.poll(deviceCode.id(), early);

            assertThat(store.poll(deviceCode.id(), early.plusSeconds(10))).isEqualTo(PENDING);
            assertThat(store.poll(deviceCode.id(), early.plusSeconds(19)))
                    .isEqualTo(new PollOutcome.SlowDown(Duration.ofSeconds(15)));
            assertThat(store.poll(deviceCode.id(), early.plusSeconds(34))).isEqualTo(PENDING);
        }

        @Test
        void hasAnIntervalOfFiveSecondsWhereNoneIsNamed() {
            Redeemable named = noon.deviceCode();
            Redeemable unnamed = withoutPollInterval(named);
            given(TestCommit.at(NOON).inserting(unnamed));
            store.poll(unnamed.id(), NOON);

            assertThat(store.poll(unnamed.id(), NOON.plusSeconds(5))).isEqualTo(PENDING);
            assertThat(store.poll(unnamed.id(), NOON.plusSeconds(10).minus(ONE_MILLI)))
                    .isEqualTo(new PollOutcome.SlowDown(Duration.ofSeconds(10)));
        }

        @Test
        void slowsNobodyElseDown() {
            Redeemable deviceCode = givenDeviceCode();
            Redeemable another = givenDeviceCode();
            store.poll(deviceCode.id(), NOON);

            assertThat(store.poll(another.id(), NOON)).isEqualTo(PENDING);
        }

        @Test
        void isToldThatItIsDecided() {
            Redeemable approved = givenDeviceCode();
            Redeemable denied = givenDeviceCode();
            Grant grant = givenGrant();
            Redeemable spent = givenCode(grant);
            store.resolve(approved.id(), new Resolution.Approved(noon.deviceGrant()), NOON);
            store.resolve(denied.id(), new Resolution.Denied(), NOON);
            given(TestCommit.at(NOON).redeeming(spent, grant));

            assertThat(store.poll(approved.id(), NOON)).isEqualTo(new PollOutcome.Decided());
            assertThat(store.poll(denied.id(), NOON)).isEqualTo(new PollOutcome.Decided());
            assertThat(store.poll(spent.id(), NOON)).isEqualTo(new PollOutcome.Decided());
        }

        @Test
        void isToldThatItIsUnknown() {
            Redeemable deviceCode = givenDeviceCode();
            TokenStore other = open(TestIssuers.fresh());

            assertThat(store.poll(TestGrants.digest(), NOON)).isEqualTo(new PollOutcome.Gone());
            assertThat(other.poll(deviceCode.id(), NOON)).isEqualTo(new PollOutcome.Gone());
        }

        @Test
        void isToldThatItHasExpiredFromTheInstantOfExpiryOn() {
            Redeemable deviceCode = givenDeviceCode();
            Instant expiry = deviceCode.expiresAt().plus(CLOCK_TOLERANCE);

            assertThat(store.poll(deviceCode.id(), expiry.minus(ONE_MILLI))).isEqualTo(PENDING);
            assertThat(store.poll(deviceCode.id(), expiry)).isEqualTo(new PollOutcome.Gone());
        }

        @Test
        void countsOneOfTwoThatComeAtTheSameTime() {
            List<Integer> inTime = race(2).winners(
                            () -> {
                                Redeemable deviceCode = givenDeviceCode();
                                return caller -> store.poll(deviceCode.id(), NOON);
                            },
                            PENDING::equals);

            assertThat(inTime).isNotEmpty().containsOnly(1);
        }

        @Test
        void losesNoDecisionInARace() {
            List<Integer> decided = race(2).winners(
                            () -> {
                                Redeemable deviceCode = givenDeviceCode();
                                return caller -> {
                                    if (caller == 0) {
                                        store.resolve(deviceCode.id(), new Resolution.Denied(), NOON);
                                    } else {
                                        store.poll(deviceCode.id(), NOON);
                                    }
                                    return deviceCode;
                                };
                            },
                            deviceCode -> stateOf(deviceCode) == Redeemable.State.DENIED);

            assertThat(decided).isNotEmpty().containsOnly(2);
        }
    }

    /** Somebody decides once. */
    @Nested
    @DisplayName("RFC 8628 §3.3: somebody approves or denies")
    public class Resolving {

        @Test
        void makesAnApprovedOneReadyUnderItsGrant() {
            Redeemable deviceCode = givenDeviceCode();
            Grant grant = noon.deviceGrant();

            ResolveOutcome outcome = store.resolve(deviceCode.id(), new Resolution.Approved(grant), NOON);

            assertThat(outcome).isEqualTo(ResolveOutcome.RESOLVED);
            assertThat(store.findRedeemable(deviceCode.id()))
                    .contains(new PresentedRedeemable(
                            deviceCode.under(grant.id()).at(Redeemable.State.READY), Optional.of(grant)));
        }

        @Test
        void letsAnApprovedOneBeRedeemed() {
            Redeemable deviceCode = givenDeviceCode();
            Grant grant = noon.deviceGrant();
            store.resolve(deviceCode.id(), new Resolution.Approved(grant), NOON);

            CommitOutcome outcome = commit(TestCommit.at(NOON).redeeming(deviceCode, grant, noon.refreshToken()));

            assertThat(outcome).isEqualTo(COMMITTED);
        }

        @Test
        void marksADeniedOne() {
            Redeemable deviceCode = givenDeviceCode();

            ResolveOutcome outcome = store.resolve(deviceCode.id(), new Resolution.Denied(), NOON);

            assertThat(outcome).isEqualTo(ResolveOutcome.RESOLVED);
            assertThat(stateOf(deviceCode)).isEqualTo(Redeemable.State.DENIED);
        }

        @Test
        void decidesOnce() {
            Redeemable denied = givenDeviceCode();
            Redeemable approved = givenDeviceCode();
            Grant grant = noon.deviceGrant();
            Grant late = noon.deviceGrant();
            store.resolve(denied.id(), new Resolution.Denied(), NOON);
            store.resolve(approved.id(), new Resolution.Approved(grant), NOON);

            assertThat(store.resolve(denied.id(), new Resolution.Approved(late), NOON))
                    .isEqualTo(ResolveOutcome.ALREADY_RESOLVED);
            assertThat(store.resolve(approved.id(), new Resolution.Denied(), NOON))
                    .isEqualTo(ResolveOutcome.ALREADY_RESOLVED);
            assertThat(stateOf(denied)).isEqualTo(Redeemable.State.DENIED);
            assertThat(stateOf(approved)).isEqualTo(Redeemable.State.READY);
            assertThat(store.findGrant(late.id())).isEmpty();
        }

        @Test
        void changesNothingAboutWhatWasNeverPending() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);

            assertThat(store.resolve(code.id(), new Resolution.Denied(), NOON))
                    .isEqualTo(ResolveOutcome.ALREADY_RESOLVED);
            assertThat(stateOf(code)).isEqualTo(Redeemable.State.READY);
        }

        @Test
        void doesNotFindAnUnknownOne() {
            Redeemable deviceCode = givenDeviceCode();
            Grant grant = noon.deviceGrant();
            TokenStore other = open(TestIssuers.fresh());

            assertThat(store.resolve(TestGrants.digest(), new Resolution.Approved(grant), NOON))
                    .isEqualTo(ResolveOutcome.GONE);
            assertThat(other.resolve(deviceCode.id(), new Resolution.Approved(grant), NOON))
                    .isEqualTo(ResolveOutcome.GONE);
            assertThat(store.findGrant(grant.id())).isEmpty();
            assertThat(stateOf(deviceCode)).isEqualTo(Redeemable.State.PENDING);
        }

        @Test
        void decidesJustBeforeItExpires() {
            Redeemable deviceCode = givenDeviceCode();
            Instant expiry = deviceCode.expiresAt().plus(CLOCK_TOLERANCE);

            assertThat(store.resolve(deviceCode.id(), new Resolution.Denied(), expiry.minus(ONE_MILLI)))
                    .isEqualTo(ResolveOutcome.RESOLVED);
        }

        @Test
        void decidesNothingFromTheInstantOfExpiryOn() {
            Redeemable deviceCode = givenDeviceCode();
            Grant grant = noon.deviceGrant();

            ResolveOutcome outcome = store.resolve(
                    deviceCode.id(),
                    new Resolution.Approved(grant),
                    deviceCode.expiresAt().plus(CLOCK_TOLERANCE));

            assertThat(outcome).isEqualTo(ResolveOutcome.GONE);
            assertThat(stateOf(deviceCode)).isEqualTo(Redeemable.State.PENDING);
            assertThat(store.findGrant(grant.id())).isEmpty();
        }

        @Test
        @Tag("security-case-04")
        void letsOneOfTwoWinARace() {
            List<Integer> winners = race(2).winners(
                            () -> {
                                Redeemable deviceCode = givenDeviceCode();
                                List<Grant> grants = List.of(noon.deviceGrant(), noon.deviceGrant());
                                return caller -> resolved(deviceCode, grants.get(caller));
                            },
                            isResolved -> isResolved);

            assertThat(winners).isNotEmpty().containsOnly(1);
        }

        /** Whether this call resolved; the grant of a loser must not be there. */
        private boolean resolved(Redeemable deviceCode, Grant grant) {
            ResolveOutcome outcome = store.resolve(deviceCode.id(), new Resolution.Approved(grant), NOON);
            boolean resolved = outcome == ResolveOutcome.RESOLVED;
            assertThat(store.findGrant(grant.id()).isPresent()).isEqualTo(resolved);
            return resolved;
        }
    }

    /** A grant ends with everything under it, and with nothing else. */
    @Nested
    @DisplayName("RFC 7009 §2.1, RFC 9700 §4.14.2: a grant ends with all its tokens")
    public class RevokingAGrant {

        @Test
        void endsItAndAllItsTokens() {
            Grant grant = givenRefreshableGrant();
            List<AccessToken> tokens = List.of(noon.accessToken(grant), noon.accessToken(grant));
            given(TestCommit.at(NOON).inserting(tokens.get(0), tokens.get(1)));

            RevokeOutcome outcome = store.revoke(grant.id(), NOON.plusSeconds(1));

            assertThat(outcome).isEqualTo(RevokeOutcome.REVOKED);
            assertThat(store.findGrant(grant.id())).contains(grant.revoked(NOON.plusSeconds(1)));
            assertThat(tokens).allMatch(token -> livenessOf(token) == Liveness.REVOKED);
            assertThat(tokens).allMatch(token -> store.livenessOf(token) == Liveness.REVOKED);
        }

        @Test
        @Tag("security-case-08")
        void leavesTheOtherGrantsOfTheSameSubjectAndClientAlone() {
            Grant grant = givenGrant();
            Grant another = givenGrant();
            AccessToken token = givenToken(another);

            store.revoke(grant.id(), NOON);

            assertThat(store.findGrant(another.id())).contains(another);
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
            assertThat(store.livenessOf(token)).isEqualTo(Liveness.LIVE);
        }

        @Test
        void endsATokenThatLivesUnderItAndOthers() {
            for (int ended = 0; ended < AccessToken.MAX_GRANTS; ended++) {
                Grant[] grants = {givenGrant(), givenGrant(), givenGrant(), givenGrant()};
                AccessToken token = givenToken(grants);
                assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);

                store.revoke(grants[ended].id(), NOON);

                assertThat(livenessOf(token)).isEqualTo(Liveness.REVOKED);
                assertThat(store.livenessOf(token)).isEqualTo(Liveness.REVOKED);
            }
        }

        @Test
        void endsTokensThatAreStillToCome() {
            Grant grant = givenGrant();
            store.revoke(grant.id(), NOON);

            AccessToken token = givenToken(grant);

            assertThat(livenessOf(token)).isEqualTo(Liveness.REVOKED);
        }

        @Test
        void lendsNoLifeToATokenWhoseGrantIsUnknown() {
            AccessToken token = givenToken(noon.grant());

            assertThat(livenessOf(token)).isEqualTo(Liveness.REVOKED);
            assertThat(store.livenessOf(token)).isEqualTo(Liveness.REVOKED);
        }

        @Test
        void keepsTheFirstInstant() {
            Grant grant = givenGrant();
            store.revoke(grant.id(), NOON);

            RevokeOutcome outcome = store.revoke(grant.id(), NOON.plusSeconds(1));

            assertThat(outcome).isEqualTo(RevokeOutcome.ALREADY_REVOKED);
            assertThat(store.findGrant(grant.id())).contains(grant.revoked(NOON));
        }

        @Test
        void doesNotFindAnUnknownOne() {
            Grant grant = givenGrant();
            TokenStore other = open(TestIssuers.fresh());

            assertThat(store.revoke(noon.grant().id(), NOON)).isEqualTo(RevokeOutcome.UNKNOWN);
            assertThat(other.revoke(grant.id(), NOON)).isEqualTo(RevokeOutcome.UNKNOWN);
            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        void isDoneByOneOfTwoInARace() {
            List<Integer> winners = race(2).winners(
                            () -> {
                                Grant grant = givenGrant();
                                return caller -> store.revoke(grant.id(), NOON);
                            },
                            RevokeOutcome.REVOKED::equals);

            assertThat(winners).isNotEmpty().containsOnly(1);
        }
    }

    /** One token ends alone. */
    @Nested
    @DisplayName("RFC 7009 §2.1: one token ends alone")
    public class RevokingAnAccessToken {

        @Test
        void endsItsRowAndKeepsIt() {
            AccessToken token = givenToken(givenGrant());

            RevokeOutcome outcome = store.revoke(token, NOON);

            assertThat(outcome).isEqualTo(RevokeOutcome.REVOKED);
            assertThat(store.findAccessToken(token.id())).contains(new StoredAccessToken(token, Liveness.REVOKED));
        }

        @Test
        void endsASelfContainedOneByAMarker() {
            AccessToken token = noon.accessToken(givenGrant());
            assertThat(store.livenessOf(token)).isEqualTo(Liveness.LIVE);

            RevokeOutcome outcome = store.revoke(token, NOON);

            assertThat(outcome).isEqualTo(RevokeOutcome.REVOKED);
            assertThat(store.livenessOf(token)).isEqualTo(Liveness.REVOKED);
        }

        @Test
        void keepsTheMarkerAsLongAsTheToken() {
            AccessToken token = noon.accessToken(givenGrantKeptFor(Duration.ofDays(1)));
            store.revoke(token, NOON);

            store.prune(token.keptUntil().minus(ONE_MILLI), 1_000);

            assertThat(store.livenessOf(token)).isEqualTo(Liveness.REVOKED);
        }

        @Test
        void endsAClientsOwnToken() {
            AccessToken stored = givenToken();
            AccessToken selfContained = noon.accessToken();

            store.revoke(stored, NOON);
            store.revoke(selfContained, NOON);

            assertThat(livenessOf(stored)).isEqualTo(Liveness.REVOKED);
            assertThat(store.livenessOf(selfContained)).isEqualTo(Liveness.REVOKED);
        }

        @Test
        void saysThatItHadEndedBefore() {
            AccessToken stored = givenToken();
            AccessToken selfContained = noon.accessToken();
            store.revoke(stored, NOON);
            store.revoke(selfContained, NOON);

            assertThat(store.revoke(stored, NOON)).isEqualTo(RevokeOutcome.ALREADY_REVOKED);
            assertThat(store.revoke(selfContained, NOON)).isEqualTo(RevokeOutcome.ALREADY_REVOKED);
        }

        @Test
        void leavesItsGrantAndTheOtherTokensAlone() {
            Grant grant = givenRefreshableGrant();
            AccessToken token = givenToken(grant);
            AccessToken another = givenToken(grant);

            store.revoke(token, NOON);

            assertThat(store.findGrant(grant.id())).contains(grant);
            assertThat(livenessOf(another)).isEqualTo(Liveness.LIVE);
        }

        @Test
        void endsNothingOfAnotherIssuer() {
            AccessToken token = givenToken();
            AccessToken selfContained = noon.accessToken();
            TokenStore other = open(TestIssuers.fresh());

            other.revoke(token, NOON);
            other.revoke(selfContained, NOON);

            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
            assertThat(store.livenessOf(selfContained)).isEqualTo(Liveness.LIVE);
        }

        @Test
        void isDoneByOneOfTwoInARace() {
            List<Integer> winners = race(2).winners(
                            () -> {
                                AccessToken token = givenToken();
                                return caller -> store.revoke(token, NOON);
                            },
                            RevokeOutcome.REVOKED::equals);

            assertThat(winners).isNotEmpty().containsOnly(1);
        }

        @Test
        void isDoneByOneOfTwoInARaceForASelfContainedOne() {
            List<Integer> winners = race(2).winners(
                            () -> {
                                AccessToken token = noon.accessToken();
                                return caller -> store.revoke(token, NOON);
                            },
                            RevokeOutcome.REVOKED::equals);

            assertThat(winners).isNotEmpty().containsOnly(1);
        }
    }

    /** All that a subject has ends by one mark. */
    @Nested
    public class EndingAllOfASubject {

        @Test
        void endsWhatWasMadeUpToThatInstant() {
            Grant grant = givenRefreshableGrant();
            AccessToken token = givenToken(grant);

            store.revokeAllOf(ALICE, NOON);

            assertThat(store.findGrant(grant.id())).contains(grant.revoked(NOON));
            assertThat(livenessOf(token)).isEqualTo(Liveness.REVOKED);
            assertThat(store.livenessOf(noon.accessToken(grant))).isEqualTo(Liveness.REVOKED);
        }

        @Test
        void leavesWhatIsMadeAfterThatInstant() {
            store.revokeAllOf(ALICE, NOON.minus(ONE_MILLI));

            Grant grant = givenRefreshableGrant();
            AccessToken token = givenToken(grant);

            assertThat(store.findGrant(grant.id())).contains(grant);
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
            assertThat(store.livenessOf(noon.accessToken(grant))).isEqualTo(Liveness.LIVE);
        }

        @Test
        void endsWhatIsWrittenLaterButWasMadeBefore() {
            store.revokeAllOf(ALICE, NOON);

            Grant grant = givenRefreshableGrant();
            AccessToken token = givenToken(grant);

            assertThat(store.findGrant(grant.id()).orElseThrow().isRevoked()).isTrue();
            assertThat(livenessOf(token)).isEqualTo(Liveness.REVOKED);
        }

        @Test
        void endsALaterTokenOfAnEarlierGrant() {
            Grant grant = givenGrant();
            store.revokeAllOf(ALICE, NOON);

            AccessToken token = TestGrants.madeAt(NOON.plusSeconds(1)).accessToken(grant);
            given(TestCommit.at(NOON.plusSeconds(1)).inserting(token));

            assertThat(livenessOf(token)).isEqualTo(Liveness.REVOKED);
        }

        @Test
        void saysThatTheGrantHadEndedBefore() {
            Grant grant = givenGrant();
            store.revokeAllOf(ALICE, NOON);

            assertThat(store.revoke(grant.id(), NOON)).isEqualTo(RevokeOutcome.ALREADY_REVOKED);
        }

        @Test
        void showsTheGrantOfACodeAsEnded() {
            Grant grant = givenGrant();
            Redeemable code = givenCode(grant);

            store.revokeAllOf(ALICE, NOON);

            assertThat(store.findRedeemable(code.id()))
                    .contains(new PresentedRedeemable(code, Optional.of(grant.revoked(NOON))));
        }

        @Test
        void keepsTheInstantOfAGrantThatHadEndedBefore() {
            Grant grant = givenGrant();
            store.revoke(grant.id(), NOON);

            store.revokeAllOf(ALICE, NOON.plusSeconds(1));

            assertThat(store.findGrant(grant.id())).contains(grant.revoked(NOON));
        }

        @Test
        void isNeverTakenBack() {
            AccessToken token = givenToken(givenGrant());
            store.revokeAllOf(ALICE, NOON);

            store.revokeAllOf(ALICE, NOON.minusSeconds(60));

            assertThat(livenessOf(token)).isEqualTo(Liveness.REVOKED);
        }

        @Test
        void movesOn() {
            store.revokeAllOf(ALICE, NOON.minusSeconds(60));
            AccessToken token = givenToken(givenGrant());

            store.revokeAllOf(ALICE, NOON);

            assertThat(livenessOf(token)).isEqualTo(Liveness.REVOKED);
        }

        @Test
        @Tag("security-case-46")
        void takesNoClientForAnAccount() {
            AccessToken ofTheClient = givenToken();
            TestGrants ofTheAccount =
                    noon.by(Subject.ofAccount(ofTheClient.client().value()));
            Grant grant = ofTheAccount.grant();
            AccessToken token = ofTheAccount.accessToken(grant);
            given(TestCommit.at(NOON).inserting(grant).inserting(token));

            store.revokeAllOf(ofTheClient.subject(), NOON);

            assertThat(livenessOf(ofTheClient)).isEqualTo(Liveness.REVOKED);
            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
        }

        @Test
        void tellsApartWhatLooksAlike() {
            List<String> others =
                    List.of("ALICE", "Alice", "alice ", " alice", "álice", "alicé", "ali\u0441e", "alıce");
            List<AccessToken> tokens = others.stream()
                    .map(Subject::ofAccount)
                    .map(subject -> {
                        Grant grant = noon.by(subject).grant();
                        AccessToken token = noon.by(subject).accessToken(grant);
                        given(TestCommit.at(NOON).inserting(grant).inserting(token));
                        return token;
                    })
                    .toList();

            store.revokeAllOf(ALICE, NOON);

            assertThat(tokens).allMatch(token -> livenessOf(token) == Liveness.LIVE);
        }

        @Test
        void endsNothingOfAnotherIssuer() {
            AccessToken token = givenToken(givenGrant());

            open(TestIssuers.fresh()).revokeAllOf(ALICE, NOON);

            assertThat(livenessOf(token)).isEqualTo(Liveness.LIVE);
        }

        @Test
        void lastsAsLongAsWhatItEnds() {
            Grant grant = givenGrantKeptFor(Duration.ofDays(3_650));
            store.revokeAllOf(ALICE, NOON);

            store.prune(grant.keptUntil().minus(ONE_MILLI), 1_000);

            assertThat(store.findGrant(grant.id()).orElseThrow().isRevoked()).isTrue();
        }

        @Test
        void keepsTheLaterOfTwoMarksInARace() {
            List<Integer> ended = race(2).winners(
                            () -> {
                                TestGrants theirs = noon.by(Subject.ofAccount(TestGrants.digest() + "!"));
                                Grant grant = theirs.grant();
                                given(TestCommit.at(NOON).inserting(grant));
                                return caller -> {
                                    store.revokeAllOf(theirs.subject(), NOON.minusMillis(caller));
                                    return grant;
                                };
                            },
                            grant -> store.findGrant(grant.id()).orElseThrow().isRevoked());

            assertThat(ended).isNotEmpty().containsOnly(2);
        }
    }

    /** Rows go when their time is over, and not before. */
    @Nested
    public class Pruning {

        @Test
        void keepsEveryRowUntilItsTimeIsOver() {
            Grant grant = givenGrant();
            AccessToken token = givenToken(grant);
            Redeemable code = givenCode(grant);
            given(TestCommit.at(NOON).redeeming(code, grant));
            store.revoke(grant.id(), NOON);

            int deleted = store.prune(noon.keptUntil().minus(ONE_MILLI), 1_000);

            assertThat(deleted).isZero();
            assertThat(find(token)).isPresent();
            assertThat(stateOf(code)).isEqualTo(Redeemable.State.SPENT);
            assertThat(store.findGrant(grant.id())).isPresent();
        }

        @Test
        @Tag("security-case-10")
        void deletesEveryRowWhoseTimeIsOver() {
            Grant grant = givenRefreshableGrant();
            AccessToken token = givenToken(grant);
            AccessToken revoked = givenToken(grant);
            Redeemable code = givenCode(grant);
            Redeemable spent = givenCode(grant);
            Redeemable pending = givenDeviceCode();
            store.revoke(revoked, NOON);
            given(TestCommit.at(NOON).redeeming(spent, grant));

            int deleted = store.prune(noon.keptUntil().plus(ONE_MILLI), 1_000);

            assertThat(deleted).isEqualTo(6);
            assertThat(store.findGrant(grant.id())).isEmpty();
            assertThat(List.of(token, revoked)).allMatch(gone -> find(gone).isEmpty());
            assertThat(List.of(code, spent, pending))
                    .allMatch(gone -> store.findRedeemable(gone.id()).isEmpty());
        }

        @Test
        @Tag("security-case-10")
        void deletesTheMarkerOfASelfContainedToken() {
            store.revoke(noon.accessToken(), NOON);

            assertThat(store.prune(noon.keptUntil().minus(ONE_MILLI), 1_000)).isZero();
            assertThat(store.prune(noon.keptUntil().plus(ONE_MILLI), 1_000)).isEqualTo(1);
        }

        @Test
        void deletesNoMoreThanItIsToldToAndGoesOnTheNextTime() {
            Grant grant = givenGrantKeptFor(Duration.ofDays(1));
            IntStream.range(0, 25).forEach(i -> givenToken(grant));
            Instant over = noon.keptUntil().plus(ONE_MILLI);

            List<Integer> deleted =
                    IntStream.range(0, 4).mapToObj(i -> store.prune(over, 10)).toList();

            assertThat(deleted).containsExactly(10, 10, 5, 0);
        }

        @Test
        void leavesWhatLivesBetweenWhatIsDeleted() {
            Grant grant = givenGrantKeptFor(Duration.ofDays(1));
            List<AccessToken> living = IntStream.range(0, 20)
                    .mapToObj(i -> {
                        givenToken(grant);
                        AccessToken token = noon.keptFor(Duration.ofDays(1)).accessToken(grant);
                        given(TestCommit.at(NOON).inserting(token));
                        return token;
                    })
                    .toList();

            store.prune(noon.keptUntil().plus(ONE_MILLI), 1_000);

            assertThat(living)
                    .allMatch(token -> find(token).equals(Optional.of(new StoredAccessToken(token, Liveness.LIVE))));
        }

        @Test
        void deletesNothingOfAnotherIssuer() {
            Grant grant = givenGrant();

            int deleted = open(TestIssuers.fresh()).prune(noon.keptUntil().plus(ONE_MILLI), 1_000);

            assertThat(deleted).isZero();
            assertThat(store.findGrant(grant.id())).contains(grant);
        }
    }

    private CommitOutcome commit(TestCommit commit) {
        return store.commit(commit.commit());
    }

    private void given(TestCommit commit) {
        given(store, commit);
    }

    private static void given(TokenStore store, TestCommit commit) {
        assertThat(store.commit(commit.commit())).isEqualTo(COMMITTED);
    }

    private Grant givenGrant() {
        return given(noon.grant());
    }

    private Grant givenRefreshableGrant() {
        return given(noon.refreshableGrant());
    }

    private Grant givenGrantKeptFor(Duration time) {
        return given(noon.keptFor(time).grant());
    }

    private Grant givenGrantExpiring(Instant refreshTokenExpiresAt, Instant grantExpiresAt) {
        Grant grant = noon.usableFor(Duration.between(NOON, grantExpiresAt)).grant();
        return given(grant.with(expiringAt(noon.refreshToken(), refreshTokenExpiresAt)));
    }

    private Grant given(Grant grant) {
        given(TestCommit.at(NOON).inserting(grant));
        return grant;
    }

    private Redeemable givenCode(Grant grant) {
        return given(noon.code(grant));
    }

    private Redeemable givenDeviceCode() {
        return given(noon.deviceCode());
    }

    private Redeemable givenReadyWithoutAGrant() {
        return given(noon.deviceCode().at(Redeemable.State.READY));
    }

    private Redeemable given(Redeemable redeemable) {
        given(TestCommit.at(NOON).inserting(redeemable));
        return redeemable;
    }

    private AccessToken givenToken(Grant... grants) {
        AccessToken token = noon.accessToken(grants);
        given(TestCommit.at(NOON).inserting(token));
        return token;
    }

    private Optional<StoredAccessToken> find(AccessToken token) {
        return store.findAccessToken(token.id());
    }

    private Liveness livenessOf(AccessToken token) {
        return find(token).orElseThrow().liveness();
    }

    private Redeemable.State stateOf(Redeemable redeemable) {
        return store.findRedeemable(redeemable.id()).orElseThrow().redeemable().state();
    }

    private RefreshToken currentOf(Grant grant) {
        return store.findGrant(grant.id()).orElseThrow().refreshToken().orElseThrow();
    }

    private void assertRefused(TestCommit commit) {
        assertThat(commit(commit)).isEqualTo(GONE);
        assertNothingWritten(commit);
    }

    private void assertNothingWritten(TestCommit refused) {
        Commit commit = refused.commit();
        assertThat(commit.accessTokens()).allMatch(token -> find(token).isEmpty());
        assertThat(commit.redeemables())
                .allMatch(redeemable -> store.findRedeemable(redeemable.id()).isEmpty());
        assertThat(commit.grant().map(Grant::id).flatMap(store::findGrant)).isEmpty();
    }

    private static SenderKey key() {
        return new SenderKey("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    }

    private static RefreshToken expiringAt(RefreshToken token, Instant expiresAt) {
        return new RefreshToken(
                token.digest(),
                token.generation(),
                token.senderKey(),
                token.issuedBy(),
                token.derivedWith(),
                token.repeats(),
                token.issuedAt(),
                expiresAt);
    }

    private static Grant withClaims(Grant grant, Claims claims) {
        return new Grant(
                grant.id(),
                grant.client(),
                grant.subject(),
                grant.scopes(),
                grant.resources(),
                grant.origin(),
                grant.authentication(),
                claims,
                grant.refreshToken(),
                grant.createdAt(),
                grant.expiresAt(),
                grant.keptUntil(),
                grant.revokedAt());
    }

    private static AccessToken withClaims(AccessToken token, Claims claims) {
        return new AccessToken(
                token.id(),
                token.client(),
                token.subject(),
                token.scopes(),
                token.audience(),
                token.grants(),
                token.origin(),
                token.senderKey(),
                claims,
                token.issuedAt(),
                token.expiresAt(),
                token.keptUntil());
    }

    private static Redeemable withRedirectUri(Redeemable code, String uri) {
        return changed(code, Optional.of(new RedirectUri(uri)), code.pollInterval());
    }

    private static Redeemable withoutPollInterval(Redeemable deviceCode) {
        return changed(deviceCode, deviceCode.redirectUri(), Optional.empty());
    }

    private static Redeemable changed(
            Redeemable redeemable, Optional<RedirectUri> redirectUri, Optional<Duration> pollInterval) {
        return new Redeemable(
                redeemable.id(),
                redeemable.kind(),
                redeemable.client(),
                redeemable.grant(),
                redeemable.scopes(),
                redeemable.resources(),
                redirectUri,
                redeemable.codeChallenge(),
                redeemable.senderKey(),
                redeemable.attributes(),
                pollInterval,
                redeemable.state(),
                redeemable.issuedAt(),
                redeemable.expiresAt(),
                redeemable.keptUntil());
    }

    /** The same value with every number as a decimal: of which class a number comes back is up to the store. */
    private static Object comparable(Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros();
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(TokenStoreContract::comparable).toList();
        }
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, member -> comparable(member.getValue())));
        }
        return value;
    }
}
