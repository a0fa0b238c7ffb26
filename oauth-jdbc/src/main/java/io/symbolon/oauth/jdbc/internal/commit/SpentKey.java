// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.token.Spend;
import java.util.Comparator;
import java.util.List;

/**
 * The primary key of a row that a commit changes, in the order in which databases sort the bytes.
 *
 * @param table 0 for redeemables, 1 for grants
 */
record SpentKey(int table, int issuer, long a, long b, long c, long d) implements Comparable<SpentKey> {

    private static final Comparator<SpentKey> ORDER = Comparator.comparingInt(SpentKey::table)
            .thenComparingInt(SpentKey::issuer)
            .thenComparing(SpentKey::a, Long::compareUnsigned)
            .thenComparing(SpentKey::b, Long::compareUnsigned)
            .thenComparing(SpentKey::c, Long::compareUnsigned)
            .thenComparing(SpentKey::d, Long::compareUnsigned);

    /** All rows that spending this changes or depends on, the one that is spent first. */
    static List<SpentKey> of(int issuer, Spend spend) {
        SpentKey grant = of(issuer, spend.grant());
        if (spend instanceof Spend.OfRedeemable ofRedeemable) {
            return List.of(of(issuer, ofRedeemable.redeemable()), grant);
        }
        if (spend instanceof Spend.OfRefreshToken) {
            return List.of(grant);
        }
        throw new AssertionError(spend);
    }

    private static SpentKey of(int issuer, Digest redeemable) {
        return new SpentKey(0, issuer, redeemable.a(), redeemable.b(), redeemable.c(), redeemable.d());
    }

    private static SpentKey of(int issuer, GrantId grant) {
        return new SpentKey(1, issuer, grant.high(), grant.low(), 0, 0);
    }

    @Override
    public int compareTo(SpentKey other) {
        return ORDER.compare(this, other);
    }
}
