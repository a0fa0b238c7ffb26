// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows the in-memory stores of one injector hold: for gauges, and for tests that something left nothing behind.
 * Safe for use by many threads.
 */
public final class InMemoryRowCounts {

    private final InMemoryTokenStore tokens;
    private final InMemoryOnceStore onceMarkers;
    private final InMemoryClientStore clients;
    private final InMemoryResourceStore resources;
    private final InMemoryScopeStore scopes;
    private final InMemoryConsentStore consents;
    private final InMemoryInteractionStore interactions;
    private final InMemorySigningKeyStore signingKeys;

    @Inject
    InMemoryRowCounts(
            InMemoryTokenStore tokens,
            InMemoryOnceStore onceMarkers,
            InMemoryClientStore clients,
            InMemoryResourceStore resources,
            InMemoryScopeStore scopes,
            InMemoryConsentStore consents,
            InMemoryInteractionStore interactions,
            InMemorySigningKeyStore signingKeys) {
        this.tokens = tokens;
        this.onceMarkers = onceMarkers;
        this.clients = clients;
        this.resources = resources;
        this.scopes = scopes;
        this.consents = consents;
        this.interactions = interactions;
        this.signingKeys = signingKeys;
    }

    /** The number of rows for each kind of them, in alphabetical order; a snapshot, taken without stopping anybody. */
    public Map<String, Long> byKind() {
        Map<String, Long> counts = new TreeMap<>(tokens.counts());
        counts.put("once-only markers", onceMarkers.count());
        counts.put("clients", clients.count());
        counts.put("resources", (long) resources.all().size());
        counts.put("scopes", (long) scopes.all().size());
        counts.put("consents", consents.count());
        counts.put("interactions", interactions.count());
        counts.put("signing keys", (long) signingKeys.all().size());
        return counts;
    }

    @Override
    public String toString() {
        return byKind().toString();
    }
}
