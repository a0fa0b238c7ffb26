// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.jdbc.internal.commit.CommitLimits;
import io.symbolon.oauth.jdbc.internal.commit.CommitStatements;
import io.symbolon.oauth.jdbc.internal.commit.Committer;
import io.symbolon.oauth.jdbc.internal.metrics.Counts;
import io.symbolon.oauth.jdbc.internal.schema.Migrations;
import io.symbolon.oauth.jdbc.internal.schema.SchemaCheck;
import io.symbolon.oauth.jdbc.internal.schema.SchemaException;
import io.symbolon.oauth.jdbc.internal.schema.SchemaPlace;
import io.symbolon.oauth.jdbc.internal.store.Commits;
import io.symbolon.oauth.jdbc.internal.store.Database;
import io.symbolon.oauth.jdbc.internal.store.Dialect;
import io.symbolon.oauth.jdbc.internal.store.Tables;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A database that was found fit, with the one committer for all who write to it. Closes what it opened, and nothing else.
 *
 * @param pool where its connections come from
 * @param database what is done on it
 * @param committer what writes token responses to it
 */
record OpenDatabase(Pool pool, Database database, Committer committer) implements AutoCloseable {

    /**
     * Connects, and makes or checks the tables.
     *
     * @throws IllegalArgumentException if the database cannot be used; says why, and what to change
     */
    static OpenDatabase open(JdbcStorage settings, Counts counts) {
        Pool pool = Pool.of(settings);
        boolean opened = false;
        try {
            Tables tables = new Tables(settings.schema(), settings.tablePrefix());
            Database database = Database.of(pool.dataSource(), tables, counts);
            prepare(settings, pool.dataSource(), database.dialect());
            OpenDatabase open = new OpenDatabase(pool, database, committer(settings, database, counts));
            opened = true;
            return open;
        } catch (SQLException e) {
            throw Pool.unreachable(e);
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    private static Committer committer(JdbcStorage settings, Database database, Counts counts) {
        CommitStatements statements = Commits.on(database);
        return settings.isGroupCommit()
                ? Committer.together(statements, CommitLimits.standard(), counts)
                : Committer.oneByOne(statements, counts);
    }

    private static void prepare(JdbcStorage settings, DataSource dataSource, Dialect dialect) {
        SchemaPlace place = new SchemaPlace(dialect.folder(), settings.schema(), settings.tablePrefix());
        boolean possible = Migrations.arePossible();
        if (settings.migration() == JdbcStorage.Migration.REQUIRED && !possible) {
            throw new IllegalArgumentException(
                    "the tables are to be migrated at start, but Flyway is not on the class path:"
                            + " add flyway-core, and flyway-database-postgresql or flyway-mysql");
        }
        try {
            if (possible && settings.migration() != JdbcStorage.Migration.CHECK_ONLY) {
                Migrations.migrate(dataSource, place);
            }
            SchemaCheck.check(dataSource, place);
        } catch (SchemaException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        committer.close();
        pool.close();
    }
}
