// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.testkit.InteractionStoreContract;

final class MariaDbInteractionStoreTest extends InteractionStoreContract {

    @Override
    protected InteractionStore open(Issuer issuer) {
        return TestStorage.MARIADB.shared().interactions(issuer);
    }
}
