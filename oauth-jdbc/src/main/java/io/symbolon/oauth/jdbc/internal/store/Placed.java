// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.jdbc.internal.commit.IssuedCommit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A row of a batch of commits.
 *
 * @param commit the place of its commit in the batch
 * @param issuer whose row it is
 * @param noun what the row says
 */
record Placed<R>(int commit, int issuer, R noun) {

    /** The rows that the commits write into one table. */
    static <R> List<Placed<R>> of(List<IssuedCommit> batch, Function<Commit, Collection<R>> rows) {
        List<Placed<R>> all = new ArrayList<>();
        for (int place = 0; place < batch.size(); place++) {
            IssuedCommit issued = batch.get(place);
            for (R noun : rows.apply(issued.commit())) {
                all.add(new Placed<>(place, issued.issuer(), noun));
            }
        }
        return all;
    }
}
