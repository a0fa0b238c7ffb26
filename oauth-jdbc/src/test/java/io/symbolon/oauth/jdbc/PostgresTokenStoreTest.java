// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.testkit.TokenStoreContract;

final class PostgresTokenStoreTest extends TokenStoreContract {

    @Override
    protected TokenStore open(Issuer issuer) {
        return TestStorage.POSTGRESQL.shared().tokens(issuer);
    }
}
