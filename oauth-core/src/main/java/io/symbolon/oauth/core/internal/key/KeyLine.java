// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import io.symbolon.oauth.api.token.SigningKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one use and algorithm, which follow each other. All nodes that see the same rows decide the same: the key
 * with the latest start is active, and of two with the same start the one with the greater identifier.
 *
 * @param keys in the order in which they become active
 */
record KeyLine(List<SigningKey> keys) {

    private static final Comparator<SigningKey> BY_START =
            Comparator.comparing(SigningKey::activeFrom).thenComparing(SigningKey::kid);

    KeyLine {
        keys = keys.stream().sorted(BY_START).toList();
    }

    static KeyLine of(SigningKey.Use use, String algorithm, List<SigningKey> all) {
        return new KeyLine(all.stream()
                .filter(key -> key.use() == use && key.algorithm().equals(algorithm))
                .toList());
    }

    /** The key to use now. Before the first start it is the first to come, so that a slow clock finds a key too. */
    Optional<SigningKey> active(Instant at) {
        for (int i = keys.size() - 1; i >= 0; i--) {
            if (!keys.get(i).activeFrom().isAfter(at)) {
                return Optional.of(keys.get(i));
            }
        }
        return keys.stream().findFirst();
    }

    /** When a key starts that must be made now; empty if there is no need. */
    Optional<Instant> due(KeySchedule schedule, Instant now) {
        if (keys.isEmpty()) {
            return Optional.of(now);
        }
        Instant turn = keys.get(keys.size() - 1).activeFrom().plus(schedule.rotateAfter());
        Instant soonest = now.plus(schedule.announceBefore());
        if (turn.isAfter(soonest)) {
            return Optional.empty();
        }
        return Optional.of(soonest);
    }

    /** The keys that nothing valid was made with any more. */
    Stream<SigningKey> spent(KeySchedule schedule, Instant now) {
        return keys.stream()
                .filter(key -> stopped(key, schedule)
                        .map(at -> at.plus(schedule.keptAfterwards()))
                        .filter(end -> !end.isAfter(now))
                        .isPresent());
    }

    /** The keys of an algorithm that nobody asks for any more, and that are spent although none follows. */
    Stream<SigningKey> spentWithoutSuccessor(KeySchedule schedule, Instant now) {
        return keys.stream()
                .filter(key -> !key.activeFrom()
                        .plus(schedule.rotateAfter())
                        .plus(schedule.announceBefore())
                        .plus(schedule.keptAfterwards())
                        .isAfter(now));
    }

    /** From when on no node uses the key: a newer one is active, and every node has had the time to see it. */
    private Optional<Instant> stopped(SigningKey key, KeySchedule schedule) {
        return keys.stream()
                .filter(newer -> BY_START.compare(newer, key) > 0)
                .map(newer -> later(newer.activeFrom(), newer.createdAt().plus(schedule.announceBefore())))
                .min(Comparator.naturalOrder());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
