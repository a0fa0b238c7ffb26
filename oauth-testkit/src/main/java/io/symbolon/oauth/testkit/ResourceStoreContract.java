// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.api.store.ResourceStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ResourceStore} does. The test of a store extends this class and opens the store. */
public abstract class ResourceStoreContract {

    private static final Resource PHOTOS = new Resource(
            new ResourceUri("https://photos.example/"),
            Scopes.parse("photos.read photos.write"),
            Optional.of("at+jwt"));
    private static final Resource PLAIN =
            new Resource(new ResourceUri("urn:example:plain"), Scopes.none(), Optional.empty());

    private ResourceStore store;

    /** Opens the store of this issuer; all that is opened in one test stands on the same ground, such as a database. */
    protected abstract ResourceStore open(Issuer issuer);

    @BeforeEach
    void openTheStore() {
        store = open(TestIssuers.fresh());
    }

    @Test
    void findsWhatWasPut() {
        store.put(PHOTOS);
        store.put(PLAIN);

        assertThat(store.find(PHOTOS.uri())).contains(PHOTOS);
        assertThat(store.find(PLAIN.uri())).contains(PLAIN);
        assertThat(store.all()).containsExactlyInAnyOrder(PHOTOS, PLAIN);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store.all()).isEmpty();
        assertThat(store.find(PHOTOS.uri())).isEmpty();
    }

    @Test
    void replacesTheOneWithTheSameIdentifier() {
        Resource other = new Resource(PHOTOS.uri(), Scopes.parse("photos.print"), Optional.empty());
        store.put(PHOTOS);

        store.put(other);

        assertThat(store.find(PHOTOS.uri())).contains(other);
        assertThat(store.all()).containsExactly(other);
    }

    @Test
    void removesIt() {
        store.put(PHOTOS);
        store.put(PLAIN);

        store.remove(PHOTOS.uri());
        store.remove(PHOTOS.uri());

        assertThat(store.find(PHOTOS.uri())).isEmpty();
        assertThat(store.all()).containsExactly(PLAIN);
    }

    @Test
    void tellsApartWhatLooksAlike() {
        store.put(PHOTOS);

        assertThat(List.of("https://photos.example", "https://PHOTOS.example/", "https://photos.example/%20"))
                .allMatch(other -> store.find(new ResourceUri(other)).isEmpty());
    }

    @Test
    void keepsTheLongestIdentifier() {
        Resource resource = new Resource(
                new ResourceUri("https://a.example/" + "p".repeat(1_982)), Scopes.none(), Optional.empty());

        store.put(resource);

        assertThat(store.find(resource.uri())).contains(resource);
    }

    @Test
    void seesNothingOfAnotherIssuer() {
        store.put(PHOTOS);
        ResourceStore other = open(TestIssuers.fresh());

        other.remove(PHOTOS.uri());

        assertThat(other.find(PHOTOS.uri())).isEmpty();
        assertThat(other.all()).isEmpty();
        assertThat(store.all()).containsExactly(PHOTOS);
    }
}
