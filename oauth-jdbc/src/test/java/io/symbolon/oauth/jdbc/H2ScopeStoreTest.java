// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ScopeStore;
import io.symbolon.oauth.testkit.ScopeStoreContract;

final class H2ScopeStoreTest extends ScopeStoreContract {

    @Override
    protected ScopeStore open(Issuer issuer) {
        return TestStorage.H2.shared().scopes(issuer);
    }
}
