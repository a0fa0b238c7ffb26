// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Consent;
import io.symbolon.oauth.api.store.ConsentStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ConsentStore} does. The test of a store extends this class and opens the store. Its race has been seen
 * to fail against a store that reads first and then writes.
 */
public abstract class ConsentStoreContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Subject ALICE = Subject.ofAccount("alice");
    private static final ClientId ALBUM = new ClientId("photo-album");
    private static final Scopes READ = Scopes.parse("photos.read");
    private static final Scopes WRITE = Scopes.parse("photos.write");

    private ConsentStore store;

    /** Opens the store of this issuer; all that is opened in one test stands on the same ground, such as a database. */
    protected abstract ConsentStore open(Issuer issuer);

    /** The race of this many callers that the tests run; a slow store may want another time. */
    protected Race race(int callers) {
        return Race.of(callers);
    }

    @BeforeEach
    void openTheStore() {
        store = open(TestIssuers.fresh());
    }

    @Test
    void remembersWhatWasAgreedTo() {
        Consent consent = store.remember(ALICE, ALBUM, READ, NOON);

        assertThat(consent).isEqualTo(new Consent(ALICE, ALBUM, READ, NOON));
        assertThat(store.find(ALICE, ALBUM)).contains(consent);
    }

    @Test
    void growsWithEachAgreement() {
        store.remember(ALICE, ALBUM, READ, NOON);

        Consent consent = store.remember(ALICE, ALBUM, WRITE, NOON.plusSeconds(1));

        assertThat(consent).isEqualTo(new Consent(ALICE, ALBUM, READ.union(WRITE), NOON.plusSeconds(1)));
        assertThat(store.find(ALICE, ALBUM)).contains(consent);
    }

    @Test
    void losesNothingThatWasAgreedToBefore() {
        store.remember(ALICE, ALBUM, READ.union(WRITE), NOON);

        Consent consent = store.remember(ALICE, ALBUM, READ, NOON.plusSeconds(1));

        assertThat(consent).isEqualTo(new Consent(ALICE, ALBUM, READ.union(WRITE), NOON));
        assertThat(store.find(ALICE, ALBUM)).contains(consent);
    }

    @Test
    void forgetsAllForThatClientOnly() {
        ClientId printer = new ClientId("printer");
        store.remember(ALICE, ALBUM, READ.union(WRITE), NOON);
        store.remember(ALICE, printer, READ, NOON);

        store.forget(ALICE, ALBUM);
        store.forget(ALICE, ALBUM);

        assertThat(store.find(ALICE, ALBUM)).isEmpty();
        assertThat(store.find(ALICE, printer)).isPresent();
    }

    @Test
    void beginsAnewAfterItForgot() {
        store.remember(ALICE, ALBUM, READ, NOON);
        store.forget(ALICE, ALBUM);

        assertThat(store.remember(ALICE, ALBUM, WRITE, NOON).scopes()).isEqualTo(WRITE);
    }

    @Test
    @Tag("security-case-46")
    void takesNoClientForAnAccount() {
        store.remember(Subject.ofAccount(ALBUM.value()), ALBUM, READ, NOON);

        assertThat(store.find(Subject.ofClient(ALBUM), ALBUM)).isEmpty();
    }

    @Test
    void tellsApartWhatLooksAlike() {
        store.remember(ALICE, ALBUM, READ, NOON);

        assertThat(List.of("ALICE", "Alice", "alice ", "álice", "alıce"))
                .allMatch(other -> store.find(Subject.ofAccount(other), ALBUM).isEmpty());
        assertThat(List.of("Photo-album", "photo-album "))
                .allMatch(other -> store.find(ALICE, new ClientId(other)).isEmpty());
    }

    @Test
    void keepsTextInEveryScriptAndTheLongestValues() {
        Subject subject = Subject.ofAccount("東👩".repeat(85));
        ClientId client = new ClientId("c".repeat(255));

        Consent consent = store.remember(subject, client, Scopes.of(new Scope("s".repeat(255))), NOON);

        assertThat(store.find(subject, client)).contains(consent);
    }

    @Test
    void seesNothingOfAnotherIssuer() {
        store.remember(ALICE, ALBUM, READ, NOON);
        ConsentStore other = open(TestIssuers.fresh());

        other.forget(ALICE, ALBUM);

        assertThat(other.find(ALICE, ALBUM)).isEmpty();
        assertThat(store.find(ALICE, ALBUM)).isPresent();
    }

    @Test
    void losesNeitherOfTwoAgreementsInARace() {
        assertBothAreRemembered(subject -> {});
    }

    @Test
    void losesNeitherOfTwoAgreementsInARaceThoughThereWasOneBefore() {
        assertBothAreRemembered(subject -> store.remember(subject, ALBUM, Scopes.none(), NOON));
    }

    private void assertBothAreRemembered(Consumer<Subject> before) {
        List<Integer> whole = race(2).winners(
                        () -> {
                            Subject subject =
                                    Subject.ofAccount(TestGrants.commitId().toString());
                            before.accept(subject);
                            return caller -> {
                                store.remember(subject, ALBUM, caller == 0 ? READ : WRITE, NOON);
                                return subject;
                            };
                        },
                        subject -> store.find(subject, ALBUM)
                                .orElseThrow()
                                .scopes()
                                .equals(READ.union(WRITE)));

        assertThat(whole).isNotEmpty().containsOnly(2);
    }
}
