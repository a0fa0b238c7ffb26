// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.memory;

import com.google.inject.Guice;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import io.symbolon.oauth.testkit.ClientStoreContract;

class InMemoryClientStoreTest extends ClientStoreContract {

    @Override
    protected ClientStore open(Issuer issuer) {
        return Guice.createInjector(new InMemoryStorageModule()).getInstance(ClientStore.class);
    }
}
