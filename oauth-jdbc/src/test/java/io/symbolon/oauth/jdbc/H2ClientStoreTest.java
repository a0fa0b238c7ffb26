// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.testkit.ClientStoreContract;

final class H2ClientStoreTest extends ClientStoreContract {

    @Override
    protected ClientStore open(Issuer issuer) {
        return TestStorage.H2.shared().clients(issuer);
    }
}
