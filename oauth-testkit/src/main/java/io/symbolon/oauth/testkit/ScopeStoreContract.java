// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.store.ScopeStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ScopeStore} does. The test of a store extends this class and opens the store. */
public abstract class ScopeStoreContract {

    private static final RegisteredScope READ =
            new RegisteredScope(new Scope("photos.read"), "Fotos ansehen – 写真を見る 📷 <b>'\"\\");
    private static final RegisteredScope WRITE = new RegisteredScope(new Scope("photos.write"), "");

    private ScopeStore store;

    /** Opens the store of this issuer; all that is opened in one test stands on the same ground, such as a database. */
    protected abstract ScopeStore open(Issuer issuer);

    @BeforeEach
    void openTheStore() {
        store = open(TestIssuers.fresh());
    }

    @Test
    void findsWhatWasPut() {
        store.put(READ);
        store.put(WRITE);

        assertThat(store.find(READ.scope())).contains(READ);
        assertThat(store.find(WRITE.scope())).contains(WRITE);
        assertThat(store.all()).containsExactlyInAnyOrder(READ, WRITE);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store.all()).isEmpty();
        assertThat(store.find(READ.scope())).isEmpty();
    }

    @Test
    void replacesTheOneWithTheSameName() {
        RegisteredScope other = new RegisteredScope(READ.scope(), "See your photos");
        store.put(READ);

        store.put(other);

        assertThat(store.find(READ.scope())).contains(other);
        assertThat(store.all()).containsExactly(other);
    }

    @Test
    void removesIt() {
        store.put(READ);
        store.put(WRITE);

        store.remove(READ.scope());
        store.remove(READ.scope());

        assertThat(store.find(READ.scope())).isEmpty();
        assertThat(store.all()).containsExactly(WRITE);
    }

    @Test
    void tellsApartWhatLooksAlike() {
        store.put(READ);

        assertThat(List.of("Photos.read", "photos_read", "photos.rea%"))
                .allMatch(other -> store.find(new Scope(other)).isEmpty());
    }

    @Test
    void keepsTheLongestValues() {
        RegisteredScope scope = new RegisteredScope(new Scope("s".repeat(255)), "ß".repeat(1_000));

        store.put(scope);

        assertThat(store.find(scope.scope())).contains(scope);
    }

    @Test
    void seesNothingOfAnotherIssuer() {
        store.put(READ);
        ScopeStore other = open(TestIssuers.fresh());

        other.remove(READ.scope());

        assertThat(other.find(READ.scope())).isEmpty();
        assertThat(other.all()).isEmpty();
        assertThat(store.all()).containsExactly(READ);
    }
}
