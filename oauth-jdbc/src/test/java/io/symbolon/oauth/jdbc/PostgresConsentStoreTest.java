// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.testkit.ConsentStoreContract;

final class PostgresConsentStoreTest extends ConsentStoreContract {

    @Override
    protected ConsentStore open(Issuer issuer) {
        return TestStorage.POSTGRESQL.shared().consents(issuer);
    }
}
