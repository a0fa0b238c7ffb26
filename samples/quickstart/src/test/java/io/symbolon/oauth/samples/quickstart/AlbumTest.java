// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AlbumTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Subject ALICE = Subject.ofAccount("alice");

    private final Album album = new Album();

    @Test
    void showsTheNewestFirst() {
        album.add(ALICE, "A lake", NOON);
        album.add(ALICE, "A hill", NOON);

        assertThat(album.of(ALICE)).extracting(Photo::title).containsExactly("A hill", "A lake");
    }

    @Test
    @Tag("security-case-46")
    void tellsAClientFromAnAccountOfTheSameName() {
        album.add(ALICE, "A lake", NOON);

        assertThat(album.of(Subject.ofClient(new ClientId("alice")))).isEmpty();
    }

    @Test
    void takesNoMoreThanItHolds() {
        for (int i = 0; i < Album.MAX_PHOTOS; i++) {
            assertThat(album.add(ALICE, "A lake", NOON)).isPresent();
        }

        assertThat(album.add(ALICE, "One lake too many", NOON)).isEmpty();
        assertThat(album.of(ALICE)).hasSize(Album.MAX_PHOTOS);
    }

    @Test
    void refusesATitleOfTwoLines() {
        assertThatThrownBy(() -> album.add(ALICE, "A lake\nand a hill", NOON)).hasMessageContaining("one line");

        assertThat(album.of(ALICE)).isEmpty();
    }
}
