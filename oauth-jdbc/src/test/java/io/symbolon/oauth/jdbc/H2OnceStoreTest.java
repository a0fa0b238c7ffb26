// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.testkit.OnceStoreContract;

final class H2OnceStoreTest extends OnceStoreContract {

    @Override
    protected OnceStore open(Issuer issuer) {
        return TestStorage.H2.shared().markers(issuer);
    }
}
