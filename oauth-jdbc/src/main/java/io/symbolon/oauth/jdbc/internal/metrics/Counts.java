// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.metrics;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What was done on a database so far. Safe for use by many threads, which do not disturb each other. */
public final class Counts {

    private final LongAdder commits = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder statements = new LongAdder();
    private final LongAdder statementNanos = new LongAdder();
    private final LongAdder prunedRows = new LongAdder();

    /** Something that a database does. */
    public interface Execution<T> {
        T run() throws SQLException;
    }

    /** Runs a statement, counts it, and adds up the time that it takes. */
    public <T> T timed(Execution<T> statement) throws SQLException {
        long begun = System.nanoTime();
        try {
            return statement.run();
        } finally {
            executed(System.nanoTime() - begun);
        }
    }

    /** A statement was executed, well or not, in this many nanoseconds. */
    public void executed(long nanos) {
        statements.increment();
        statementNanos.add(nanos);
    }

    /** One transaction has decided this many commits. */
    public void decided(int together) {
        transactions.increment();
        commits.add(together);
    }

    /** A commit or a transaction is done again, since it failed the first time. */
    public void repeated() {
        repeats.increment();
    }

    /** Somebody was told to come again later. */
    public void refused() {
        refusals.increment();
    }

    /** Rows were deleted whose time is over. */
    public void pruned(int rows) {
        prunedRows.add(rows);
    }

    public long commits() {
        return commits.sum();
    }

    public long transactions() {
        return transactions.sum();
    }

    public long repeats() {
        return repeats.sum();
    }

    public long refusals() {
        return refusals.sum();
    }

    public long statements() {
        return statements.sum();
    }

    public Duration statementTime() {
        return Duration.ofNanos(statementNanos.sum());
    }

    public long prunedRows() {
        return prunedRows.sum();
    }
}
