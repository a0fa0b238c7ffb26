// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.authorization.Interaction.Stage;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.InteractionStore.Advance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link InteractionStore} does. The test of a store extends this class and opens the store. Each race has been
 * seen to fail against a store that looks first and then writes.
 */
public abstract class InteractionStoreContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Duration ONE_MILLI = Duration.ofMillis(1);

    private InteractionStore store;

    /** Opens the store of this issuer; all that is opened in one test stands on the same ground, such as a database. */
    protected abstract InteractionStore open(Issuer issuer);

    /** The race of this many callers that the tests run; a slow store may want another time. */
    protected Race race(int callers) {
        return Race.of(callers);
    }

    @BeforeEach
    void openTheStore() {
        store = open(TestIssuers.fresh());
    }

    @Test
    void findsWhatWasInserted() {
        Interaction interaction = givenInteraction();

        assertThat(store.find(interaction.handle())).contains(interaction);
    }

    @Test
    void findsNothingUnderAnUnknownHandle() {
        givenInteraction();

        assertThat(store.find(TestGrants.digest())).isEmpty();
    }

    @Test
    void keepsTheLongestRequestInEveryScript() {
        Interaction interaction = interaction("state=" + "東👩é".repeat(4_000));

        store.insert(interaction);

        assertThat(store.find(interaction.handle())).contains(interaction);
    }

    @Test
    void returnsAllThatWasAddedOnItsWay() {
        Interaction started = givenInteraction();
        Interaction authenticated = started.at(Stage.AUTHENTICATED, approval());

        Advance advance = store.advance(Stage.STARTED, authenticated);

        assertThat(advance).isEqualTo(Advance.ADVANCED);
        assertThat(store.find(started.handle())).contains(authenticated);
    }

    @Test
    void returnsWhyItWasDenied() {
        Interaction started = givenInteraction();
        Interaction denied = started.denied(ErrorCode.LOGIN_REQUIRED);

        store.advance(Stage.STARTED, denied);

        assertThat(store.find(started.handle())).contains(denied);
    }

    @Test
    void goesAllTheWay() {
        Interaction interaction = givenInteraction();

        assertThat(store.advance(Stage.STARTED, interaction.at(Stage.AUTHENTICATED)))
                .isEqualTo(Advance.ADVANCED);
        assertThat(store.advance(Stage.AUTHENTICATED, interaction.at(Stage.APPROVED)))
                .isEqualTo(Advance.ADVANCED);
        assertThat(store.advance(Stage.APPROVED, interaction.at(Stage.ENDED))).isEqualTo(Advance.ADVANCED);
    }

    @Test
    void advancesOnce() {
        Interaction interaction = givenInteraction();
        Interaction approved = interaction.at(Stage.APPROVED, approval());
        store.advance(Stage.STARTED, approved);

        Advance advance = store.advance(Stage.STARTED, interaction.denied(ErrorCode.ACCESS_DENIED));

        assertThat(advance).isEqualTo(Advance.ELSEWHERE);
        assertThat(store.find(interaction.handle())).contains(approved);
    }

    @Test
    void neverGoesBackNorStays() {
        Interaction interaction = givenInteraction();
        Interaction approved = interaction.at(Stage.APPROVED, approval());
        store.advance(Stage.STARTED, approved);

        assertThatThrownBy(() -> store.advance(Stage.APPROVED, approved.at(Stage.STARTED)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.advance(Stage.APPROVED, approved)).isInstanceOf(IllegalArgumentException.class);

        assertThat(store.find(interaction.handle())).contains(approved);
    }

    @Test
    void advancesNothingUnknown() {
        Interaction unknown = interaction("").at(Stage.APPROVED);

        assertThat(store.advance(Stage.STARTED, unknown)).isEqualTo(Advance.GONE);
        assertThat(store.find(unknown.handle())).isEmpty();
    }

    @Test
    void seesNothingOfAnotherIssuer() {
        Interaction interaction = givenInteraction();
        InteractionStore other = open(TestIssuers.fresh());

        assertThat(other.find(interaction.handle())).isEmpty();
        assertThat(other.advance(Stage.STARTED, interaction.at(Stage.ENDED))).isEqualTo(Advance.GONE);
        assertThat(other.prune(interaction.keptUntil().plus(ONE_MILLI), 1_000)).isZero();
        assertThat(store.find(interaction.handle())).contains(interaction);
    }

    @Test
    @Tag("security-case-04")
    void advancesForOneOfTwoInARace() {
        assertOneAdvances(2);
    }

    @Test
    @Tag("security-case-04")
    void advancesForOneOfEightInARace() {
        assertOneAdvances(8);
    }

    private void assertOneAdvances(int callers) {
        List<Integer> winners = race(callers)
                .winners(
                        () -> {
                            Interaction interaction = givenInteraction();
                            return caller -> store.advance(Stage.STARTED, interaction.at(Stage.APPROVED));
                        },
                        Advance.ADVANCED::equals);

        assertThat(winners).isNotEmpty().containsOnly(1);
    }

    @Test
    void isEitherApprovedOrDeniedInARace() {
        List<Integer> right = race(2).winners(
                        () -> {
                            Interaction interaction = givenInteraction();
                            List<Interaction> next = List.of(
                                    interaction.at(Stage.APPROVED, approval()),
                                    interaction.denied(ErrorCode.ACCESS_DENIED));
                            return caller ->
                                    new Attempt(next.get(caller), store.advance(Stage.STARTED, next.get(caller)));
                        },
                        this::isAsItSays);

        assertThat(right).isNotEmpty().containsOnly(2);
    }

    private record Attempt(Interaction next, Advance advance) {}

    /** Whether the attempt that advanced, and no other, is what is stored. */
    private boolean isAsItSays(Attempt attempt) {
        boolean stored = store.find(attempt.next().handle())
                .filter(attempt.next()::equals)
                .isPresent();
        return stored == (attempt.advance() == Advance.ADVANCED);
    }

    @Test
    void keepsEveryRowUntilItsTimeIsOver() {
        Interaction interaction = givenInteraction();

        int deleted = store.prune(interaction.keptUntil().minus(ONE_MILLI), 1_000);

        assertThat(deleted).isZero();
        assertThat(store.find(interaction.handle())).contains(interaction);
    }

    @Test
    @Tag("security-case-10")
    void deletesRowsWhoseTimeIsOverInBatches() {
        List<Interaction> over =
                IntStream.range(0, 25).mapToObj(i -> givenInteraction()).toList();
        Instant later = over.get(0).keptUntil().plus(ONE_MILLI);

        List<Integer> deleted =
                IntStream.range(0, 4).mapToObj(i -> store.prune(later, 10)).toList();

        assertThat(deleted).containsExactly(10, 10, 5, 0);
        assertThat(over)
                .allMatch(interaction -> store.find(interaction.handle()).isEmpty());
    }

    private Interaction givenInteraction() {
        Interaction interaction = interaction("response_type=code&client_id=photo-album");
        store.insert(interaction);
        return interaction;
    }

    private static Interaction interaction(String parameters) {
        return new Interaction(
                TestGrants.digest(),
                TestGrants.digest(),
                new ClientId("photo-album"),
                parameters,
                Stage.STARTED,
                Optional.empty(),
                Optional.empty(),
                NOON,
                NOON.plusSeconds(600),
                NOON.plusSeconds(3_600));
    }

    private static Approval approval() {
        return new Approval(
                Subject.ofAccount("jürgen 東 👩"),
                new AuthenticationContext(NOON, Optional.of("urn:acr"), List.of("pwd", "otp")),
                Scopes.parse("photos.read photos.write"),
                Claims.of(Map.of("name", "Jürgen")));
    }
}
