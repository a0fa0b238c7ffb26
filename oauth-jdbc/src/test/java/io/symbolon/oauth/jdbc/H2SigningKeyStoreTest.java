// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.testkit.SigningKeyStoreContract;

final class H2SigningKeyStoreTest extends SigningKeyStoreContract {

    @Override
    protected SigningKeyStore open(Issuer issuer) {
        return TestStorage.H2.shared().signingKeys(issuer);
    }
}
