// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.jdbc.internal.metrics.Counts;
import java.time.Duration;
import java.util.Optional;

/**
 * What goes on in the database of a {@link JdbcStorage}, at one moment. What is counted is counted since the storage was built,
 * for all servers that share it, and only ever grows.
 *
 * @param connections the server's own pool; absent where the application brings its connections, and while no server runs
 * @param commits how token responses were written
 * @param statements what was executed
 * @param refused how often a store had to refuse for lack of a connection or of room in the queue; a request that meets this
 *     is answered with 503
 * @param prunedRows how many rows were deleted because their time was over
 */
public record JdbcMetrics(
        Optional<Connections> connections, Commits commits, Statements statements, long refused, long prunedRows) {

    /**
     * The connections of a pool, now.
     *
     * @param active how many are in use
     * @param idle how many are open and not in use
     * @param waiting how many threads wait for one
     */
    public record Connections(int active, int idle, int waiting) {}

    /**
     * Token responses on their way to the database.
     *
     * @param decided how many the database has decided: written, or found spent already
     * @param transactions how many transactions that took; fewer the more are put together
     * @param repeated how often a commit or a transaction was done again because the database had undone it, or its answer
     *     was lost
     * @param waiting how many wait now
     */
    public record Commits(long decided, long transactions, long repeated, int waiting) {}

    /**
     * Statements, each {@code COMMIT} of a transaction among them.
     *
     * @param executed how many
     * @param time how long all of them took together, the network and the wait for locks included
     */
    public record Statements(long executed, Duration time) {}

    static JdbcMetrics of(SharedDatabase shared) {
        Counts counts = shared.counts();
        Optional<OpenDatabase> open = shared.now();
        int waiting = open.map(database -> database.committer().waiting()).orElse(0);
        return new JdbcMetrics(
                open.flatMap(database -> database.pool().connections()),
                new Commits(counts.commits(), counts.transactions(), counts.repeats(), waiting),
                new Statements(counts.statements(), counts.statementTime()),
                counts.refusals(),
                counts.prunedRows());
    }
}
