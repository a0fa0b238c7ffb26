// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.testkit.ResourceStoreContract;

final class H2ResourceStoreTest extends ResourceStoreContract {

    @Override
    protected ResourceStore open(Issuer issuer) {
        return TestStorage.H2.shared().resources(issuer);
    }
}
