// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a row lives at most of all that a mark on its subject can end, and so for how long the mark is kept. The issuer's
 * row holds it; tokens without a row count as living 400 days.
 */
final class LongestLife {

    static final long AT_FIRST = Duration.ofDays(400).toMillis();

    private final Database database;
    private final int issuer;
    private final AtomicLong known = new AtomicLong(AT_FIRST);
    private final String growth;

    LongestLife(Database database, int issuer) {
        this.database = database;
        this.issuer = issuer;
        this.growth = database.sql("UPDATE {issuer} SET longest_life = ? WHERE id = ? AND longest_life < ?");
    }

    /** Notes, before they are written, how long these rows live. */
    void outlive(Commit commit) {
        long longest = 0;
        for (AccessToken token : commit.accessTokens()) {
            longest = Math.max(longest, Times.lifeOf(token.issuedAt(), token.keptUntil()));
        }
        note(longest);
        commit.grant().ifPresent(this::outlive);
    }

    void outlive(Grant grant) {
        note(Times.lifeOf(grant.createdAt(), grant.keptUntil()));
    }

    private void note(long life) {
        if (life > known.get()) {
            database.withHandle(handle -> database.update(
                    handle.getConnection(),
                    growth,
                    parameters -> parameters.bigNumber(life).number(issuer).bigNumber(life)));
            known.accumulateAndGet(life, Math::max);
        }
    }
}
