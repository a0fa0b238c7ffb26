// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.jdbc.internal.metrics.Counts;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Counts the statements that JDBI executes.
 *
 * @param counts where
 */
record CountedByJdbi(Counts counts) implements SqlLogger {

    @Override
    public void logAfterExecution(StatementContext context) {
        counts.executed(context.getElapsedTime(ChronoUnit.NANOS));
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        counts.executed(context.getElapsedTime(ChronoUnit.NANOS));
    }
}
