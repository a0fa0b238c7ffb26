// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who is measured side by side, under which names, and what has to be closed after that. */
final class LineUp implements AutoCloseable {

    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Closes this at the end. */
    <T extends AutoCloseable> T closing(T started) {
        open.push(started);
        return started;
    }

    /** Adds a contender, and closes it at the end. */
    void add(String name, Load contender) {
        contenders.put(name, closing(contender));
    }

    /** Adds a contender that has nothing to close. */
    void addPlain(String name, Contender contender) {
        contenders.put(name, contender);
    }

    SideBySide measure(Plan plan) {
        return SideBySide.measure(plan, contenders);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
