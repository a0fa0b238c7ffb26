// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Everybody's photos, in memory. A client that acts for itself has photos of its own. */
final class Album {

    /** So many has one owner at most. */
    static final int MAX_PHOTOS = 200;

    private final Map<Subject, List<Photo>> photos = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    /** The owner's photos, the newest first. */
    List<Photo> of(Subject owner) {
        return photos.getOrDefault(owner, List.of());
    }

    /**
     * Adds a photo; empty if the owner has {@value #MAX_PHOTOS} already.
     *
     * @throws IllegalArgumentException if the title is not one
     */
    Optional<Photo> add(Subject owner, String title, Instant at) {
        Photo photo = new Photo(lastId.incrementAndGet(), title, at);
        List<Photo> after = photos.merge(owner, List.of(photo), Album::prepended);
        return after.contains(photo) ? Optional.of(photo) : Optional.empty();
    }

    private static List<Photo> prepended(List<Photo> before, List<Photo> added) {
        if (before.size() >= MAX_PHOTOS) {
            return before;
        }
        List<Photo> all = new ArrayList<>(added);
        all.addAll(before);
        return List.copyOf(all);
    }
}
