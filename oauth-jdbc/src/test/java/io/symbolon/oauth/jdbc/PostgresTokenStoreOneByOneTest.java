// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.testkit.Race;
import io.symbolon.oauth.testkit.TokenStoreContract;
import java.time.Duration;

final class PostgresTokenStoreOneByOneTest extends TokenStoreContract {

    @Override
    protected TokenStore open(Issuer issuer) {
        return TestStorage.POSTGRESQL.oneByOne().tokens(issuer);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(500));
    }
}
