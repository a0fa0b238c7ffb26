// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import com.google.inject.Binding;
import com.google.inject.Key;
import com.google.inject.spi.Element;
import com.google.inject.spi.LinkedKeyBinding;
import com.google.inject.spi.ProvisionListener;
import io.symbolon.oauth.api.AuthorizationServer;
import java.lang.System.Logger.Level;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What was opened on the way to a server. Where the server is never finished, nobody else could close it. */
final class OpenedParts implements ProvisionListener {

    private static final System.Logger LOG = System.getLogger("io.symbolon.oauth");

    private final Set<Key<?>> owned;
    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();

    private OpenedParts(Set<Key<?>> owned) {
        this.owned = owned;
    }

    /** Watches for the server itself, and for what is bound, under {@link AutoCloseable}, to be closed with it. */
    static OpenedParts of(List<Element> elements) {
        Map<Key<?>, Key<?>> links = new HashMap<>();
        Set<Key<?>> owned = new HashSet<>();
        owned.add(Key.get(AuthorizationServer.class));
        for (Element element : elements) {
            if (element instanceof Binding<?> binding
                    && binding.getKey().getTypeLiteral().getRawType() == AutoCloseable.class) {
                owned.add(binding.getKey());
            }
            if (element instanceof LinkedKeyBinding<?> link) {
                links.put(link.getKey(), link.getLinkedKey());
            }
        }
        for (Key<?> key : List.copyOf(owned)) {
            Optional<Key<?>> target = Optional.ofNullable(links.get(key));
            while (target.isPresent()) {
                owned.add(target.get());
                target = Optional.ofNullable(links.get(target.get()));
            }
        }
        return new OpenedParts(Set.copyOf(owned));
    }

    @Override
    public <T> void onProvision(ProvisionInvocation<T> provision) {
        T part = provision.provision();
        if (part instanceof AutoCloseable closeable
                && owned.contains(provision.getBinding().getKey())) {
            opened.push(closeable);
        }
    }

    /** Closes all of it, the newest first; the server, if it is there, closes the rest. */
    void close() {
        Optional<AutoCloseable> server =
                opened.stream().filter(AuthorizationServer.class::isInstance).findFirst();
        server.map(List::of).orElseGet(() -> List.copyOf(opened)).forEach(OpenedParts::close);
    }

    // Why the start failed is on its way up already.
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "could not close " + part.getClass().getName() + " after a start that failed", e);
        }
    }
}
