// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import io.symbolon.oauth.api.store.CommitOutcome;
import java.util.List;

/**
 * The SQL behind commits. Called by one thread for each batch; what is thrown says that nothing of the batch is known to be
 * written. A {@link io.symbolon.oauth.api.store.StoreUnavailableException} says that nothing reached the database.
 */
public interface CommitStatements {

    /**
     * Writes the rows of commits that spend nothing: one transaction, durable when it returns; all or nothing. Repeats, with
     * the same identifier and the same rows, are harmless.
     */
    void insertAll(List<IssuedCommit> batch);

    /**
     * Writes commits that spend redeemables: one transaction, durable when it returns. They come in the order of the primary keys of what
     * they spend, and none touches a row that another one changes.
     *
     * @return the outcome of each, in order; one that loses has written nothing and does not disturb its neighbours
     */
    List<CommitOutcome> redeemAll(List<IssuedCommit> batch);

    /** The same for commits that spend refresh tokens. */
    List<CommitOutcome> refreshAll(List<IssuedCommit> batch);
}
