// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.memory;

import com.google.inject.Guice;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import io.symbolon.oauth.testkit.ResourceStoreContract;

class InMemoryResourceStoreTest extends ResourceStoreContract {

    @Override
    protected ResourceStore open(Issuer issuer) {
        return Guice.createInjector(new InMemoryStorageModule()).getInstance(ResourceStore.class);
    }
}
