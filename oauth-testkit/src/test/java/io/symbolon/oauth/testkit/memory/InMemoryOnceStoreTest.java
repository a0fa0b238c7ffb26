// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.memory;

import com.google.inject.Guice;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import io.symbolon.oauth.testkit.OnceStoreContract;

class InMemoryOnceStoreTest extends OnceStoreContract {

    @Override
    protected OnceStore open(Issuer issuer) {
        return Guice.createInjector(new InMemoryStorageModule()).getInstance(OnceStore.class);
    }
}
