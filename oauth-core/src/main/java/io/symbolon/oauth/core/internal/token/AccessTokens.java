// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientReads;
import io.symbolon.oauth.api.store.Liveness;
import io.symbolon.oauth.api.store.StoredAccessToken;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.AccessTokenFormat;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Finds access tokens in whatever format they were minted. */
@Singleton
public final class AccessTokens {

    private static final int MAX_LENGTH = 8192;

    private final Set<AccessTokenFormat> formats;
    private final Digests digests;
    private final TokenStore store;
    private final ClientReads clients;

    @Inject
    AccessTokens(Set<AccessTokenFormat> formats, Digests digests, TokenStore store, ClientReads clients) {
        this.digests = digests;
        this.formats = formats;
        this.store = store;
        this.clients = clients;
    }

    /** The token, if it and all that it lives under are valid at this instant. */
    public Optional<AccessToken> findValid(Secret presented, Instant at) {
        return find(presented, at)
                .filter(found -> found.liveness() == Liveness.LIVE)
                .map(StoredAccessToken::token)
                .filter(token -> at.isBefore(token.expiresAt()) && isValidForClient(token));
    }

    /** The token, expired and revoked ones too. */
    public Optional<StoredAccessToken> find(Secret presented, Instant at) {
        if (presented.length() == 0 || presented.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        for (AccessTokenFormat format : formats) {
            Optional<AccessToken> selfContained = format.verify(presented, at);
            if (selfContained.isPresent()) {
                return selfContained.map(token -> new StoredAccessToken(token, store.livenessOf(token)));
            }
        }
        return store.findAccessToken(digests.of(presented));
    }

    private boolean isValidForClient(AccessToken token) {
        Optional<Client> client = clients.find(token.client());
        return client.isPresent()
                && client.get().isActive()
                && !token.issuedAt().isBefore(client.get().tokensValidFrom());
    }
}
