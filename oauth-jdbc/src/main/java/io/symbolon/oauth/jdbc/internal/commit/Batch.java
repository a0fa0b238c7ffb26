// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.jdbc.internal.metrics.Counts;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Commits that are written in one transaction, and one by one if that fails, so that each is answered by what became of
 * itself. A commit can be repeated whatever became of the first attempt, even if the connection was cut when it was to be
 * made durable: it keeps its identifier, and the database says whether it is there.
 */
final class Batch {

    private static final System.Logger LOG = System.getLogger("io.symbolon.oauth.jdbc");
    private static final Duration SOON = Duration.ofSeconds(5);

    private final List<PendingCommit> all;
    private final Function<List<IssuedCommit>, List<CommitOutcome>> statements;
    private final Duration longestRepair;
    private final Counts counts;

    Batch(
            List<PendingCommit> all,
            Function<List<IssuedCommit>, List<CommitOutcome>> statements,
            Duration longestRepair,
            Counts counts) {
        this.all = all;
        this.statements = statements;
        this.longestRepair = longestRepair;
        this.counts = counts;
    }

    /** Writes them; each one is decided afterwards, even if an error ends this. */
    void write() {
        try {
            writeTogether();
        } catch (StoreUnavailableException e) {
            if (Thread.currentThread().isInterrupted()) {
                repeatOneByOne();
            } else {
                failUndecided(e);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a transaction of " + all.size() + " commits failed; each is repeated alone", e);
            repeatOneByOne();
        } finally {
            failUndecided(new IllegalStateException("an error has ended the transaction"));
        }
    }

    private void writeTogether() {
        List<CommitOutcome> outcomes =
                statements.apply(all.stream().map(PendingCommit::commit).toList());
        for (int i = 0; i < all.size(); i++) {
            all.get(i).succeed(outcomes.get(i));
        }
        counts.decided(all.size());
    }

    /** An interrupt is meant for the one request whose thread does this, and must not fail the others. */
    private void repeatOneByOne() {
        boolean interrupted = Thread.interrupted();
        try {
            repeat(System.nanoTime() + longestRepair.toNanos());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What cannot be reached for one cannot be reached for the rest; and nobody waits for ever. */
    private void repeat(long deadline) {
        for (PendingCommit pending : all) {
            if (System.nanoTime() - deadline > 0) {
                failUndecided(new StoreUnavailableException("the database has failed for too long", SOON));
                return;
            }
            counts.repeated();
            try {
                pending.succeed(statements.apply(List.of(pending.commit())).get(0));
                counts.decided(1);
            } catch (StoreUnavailableException e) {
                failUndecided(e);
                return;
            } catch (RuntimeException e) {
                pending.fail(e);
            }
        }
    }

    private void failUndecided(RuntimeException why) {
        all.stream().filter(pending -> !pending.isDecided()).forEach(pending -> pending.fail(why));
    }
}
