// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.jdbc.internal.commit.CommitStatements;

/** The statements of commits, as each database does them best. */
public final class Commits {

    private Commits() {}

    /** Those for this database. */
    public static CommitStatements on(Database database) {
        return database.dialect() == Dialect.POSTGRESQL ? new PostgresCommits(database) : new LockingCommits(database);
    }
}
