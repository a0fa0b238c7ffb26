// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.api.store.ResourceStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Resources in memory. */
final class InMemoryResourceStore implements ResourceStore {

    private final Map<ResourceUri, Resource> resources =
            new ConcurrentSkipListMap<>(Comparator.comparing(ResourceUri::value));

    @Override
    public Optional<Resource> find(ResourceUri uri) {
        return Optional.ofNullable(resources.get(uri));
    }

    @Override
    public List<Resource> all() {
        return List.copyOf(resources.values());
    }

    @Override
    public void put(Resource resource) {
        resources.put(resource.uri(), resource);
    }

    @Override
    public void remove(ResourceUri uri) {
        resources.remove(uri);
    }
}
