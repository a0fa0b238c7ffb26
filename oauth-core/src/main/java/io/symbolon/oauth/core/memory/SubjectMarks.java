// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Up to when the tokens of a subject were ended: one mark a subject, however many tokens it ends. A mark is kept as long
 * as anything that it can end, for which the longest life of a row so far is the measure; tokens without a row count as
 * living up to 400 days.
 */
final class SubjectMarks {

    private static final long LONGEST_WITHOUT_ROW = Duration.ofDays(400).toMillis();

    private final Rows<Subject, Instant> marks;
    private final AtomicLong longestLife = new AtomicLong(LONGEST_WITHOUT_ROW);

    SubjectMarks(long capacity) {
        this.marks = new Rows<>("the store of ended subjects", capacity, this::keptUntil);
    }

    /** Notes for how long a row lives that a mark may end. */
    void outlive(Instant madeAt, Instant keptUntil) {
        long life = Rows.millis(keptUntil) - Rows.millis(madeAt);
        if (life > longestLife.get()) {
            longestLife.accumulateAndGet(life, Math::max);
        }
    }

    /** The mark that ends what was made for this subject at this instant. */
    Optional<Instant> endOf(Subject subject, Instant madeAt) {
        return marks.find(subject).filter(mark -> !madeAt.isAfter(mark));
    }

    void set(Subject subject, Instant at) {
        boolean set = false;
        while (!set) {
            Optional<Instant> before = marks.find(subject);
            if (before.isEmpty()) {
                marks.reserve(1, at);
                set = marks.insert(subject, at).isEmpty();
            } else {
                set = !at.isAfter(before.get()) || marks.replace(subject, before.get(), at);
            }
        }
    }

    private long keptUntil(Instant mark) {
        long until = Rows.millis(mark) + longestLife.get();
        // an overflow: it may end what is kept for ever
        return until < 0 ? Long.MAX_VALUE : until;
    }

    long count() {
        return marks.count();
    }

    int prune(Instant now, int max) {
        return marks.prune(now, max);
    }
}
