// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.token.Spend;
import io.symbolon.oauth.jdbc.internal.commit.IssuedCommit;
import io.symbolon.oauth.jdbc.internal.store.SpendRows.Redemption;
import io.symbolon.oauth.jdbc.internal.store.SpendRows.Refresh;
import java.util.ArrayList;
import java.util.List;

/**
 * The commits of a batch by what they spend.
 *
 * @param redemptions those of redeemables
 * @param refreshes those of refresh tokens
 */
record SpendBatch(List<Placed<Redemption>> redemptions, List<Placed<Refresh>> refreshes) {

    static SpendBatch of(List<IssuedCommit> batch) {
        List<Placed<Redemption>> redemptions = new ArrayList<>();
        List<Placed<Refresh>> refreshes = new ArrayList<>();
        for (int place = 0; place < batch.size(); place++) {
            IssuedCommit issued = batch.get(place);
            Spend spend = issued.commit().spend().orElseThrow();
            if (spend instanceof Spend.OfRedeemable of) {
                redemptions.add(new Placed<>(place, issued.issuer(), new Redemption(issued.commit(), of)));
            } else if (spend instanceof Spend.OfRefreshToken of) {
                refreshes.add(new Placed<>(place, issued.issuer(), new Refresh(issued.commit(), of)));
            } else {
                throw new AssertionError(spend);
            }
        }
        return new SpendBatch(redemptions, refreshes);
    }

    boolean isMixed() {
        return !redemptions.isEmpty() && !refreshes.isEmpty();
    }

    boolean isRedemption(int place) {
        return redemptions.stream().anyMatch(row -> row.commit() == place);
    }
}
