// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.api.store.ResourceStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Resources in memory. Each change, which is rare, makes a new snapshot; reads, which are many, copy nothing. */
final class InMemoryResourceStore implements ResourceStore {

    private record Snapshot(Map<ResourceUri, Resource> byUri, List<Resource> all) {

        Snapshot with(Consumer<Map<ResourceUri, Resource>> change) {
            Map<ResourceUri, Resource> changed = new TreeMap<>(Comparator.comparing(ResourceUri::value));
            changed.putAll(byUri);
            change.accept(changed);
            return new Snapshot(Map.copyOf(changed), List.copyOf(changed.values()));
        }
    }

    private final ReentrantLock changing = new ReentrantLock();
    private volatile Snapshot current = new Snapshot(Map.of(), List.of());

    @Override
    public Optional<Resource> find(ResourceUri uri) {
        return Optional.ofNullable(current.byUri().get(uri));
    }

    @Override
    public List<Resource> all() {
        return current.all();
    }

    @Override
    public void put(Resource resource) {
        change(resources -> resources.put(resource.uri(), resource));
    }

    @Override
    public void remove(ResourceUri uri) {
        change(resources -> resources.remove(uri));
    }

    private void change(Consumer<Map<ResourceUri, Resource>> change) {
        changing.lock();
        try {
            current = current.with(change);
        } finally {
            changing.unlock();
        }
    }
}
