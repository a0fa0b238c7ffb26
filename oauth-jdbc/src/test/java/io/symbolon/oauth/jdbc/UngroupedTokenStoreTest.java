// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.quality.databases.Databases;
import io.symbolon.oauth.testkit.TokenStoreContract;

/** Each commit on its own, which is how it goes without group commit. */
final class UngroupedTokenStoreTest extends TokenStoreContract {

    private static final OpenStorage STORAGE = OpenStorage.open(TestStorage.H2
            .settings(Databases.h2Memory().freshDatabase())
            .withoutGroupCommit()
            .build());

    @Override
    protected TokenStore open(Issuer issuer) {
        return STORAGE.tokens(issuer);
    }
}
