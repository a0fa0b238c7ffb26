// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Opaque access tokens of resource owners that can be made again from their number, so that a million of them can be asked
 * for without being remembered. Each has a subject of its own, three scopes, an audience and a grant. There are only a
 * thousand grants: a grant is a row of its own, and no part of a token's.
 *
 * @param clients how many clients the tokens are spread over
 */
public record StoredTokens(int clients) {

    /** As many clients as a large server may have. */
    public static final int CLIENTS = 1_000;

    private static final int GRANTS = 1_000;
    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final int TOKEN_BYTES = 34;

    /** The token itself: 46 characters, like the server's own. */
    public Secret token(int number) {
        byte[] digest = Digest.of(("token " + number).getBytes(StandardCharsets.US_ASCII))
                .toBytes();
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOKEN_BYTES)));
    }

    /** Whom the token speaks for: a random UUID, as accounts have. */
    public String subject(int number) {
        return new UUID(number * 0x9E3779B97F4A7C15L, ~number * 0xC2B2AE3D27D4EB4FL).toString();
    }

    ClientId client(int number) {
        return new ClientId("client-" + (100_000_000 + number % clients));
    }

    /** Registers the clients that the tokens belong to. */
    void register(ClientStore store) {
        HashedSecret secret = HashedSecret.sha256(Secret.of(Registered.SECRET));
        for (int i = 0; i < clients; i++) {
            store.add(Client.confidential(client(i).value(), ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .secret(secret)
                    .build());
        }
    }

    /** Puts tokens into the store, one commit each. */
    void fill(TokenStore store, int count, Instant now) {
        for (int i = 0; i < Math.min(count, GRANTS); i++) {
            store.commit(new Commit(
                    new CommitId(-1, i), now, Optional.empty(), Optional.of(grant(i, now)), List.of(), List.of()));
        }
        for (int i = 0; i < count; i++) {
            store.commit(new Commit(
                    new CommitId(0, i), now, Optional.empty(), Optional.empty(), List.of(), List.of(row(i, now))));
        }
    }

    private AccessToken row(int number, Instant now) {
        return new AccessToken(
                Digest.of(token(number)),
                client(number),
                Subject.ofAccount(subject(number)),
                Registered.SCOPES,
                Set.of(Registered.RESOURCE),
                List.of(grantId(number % GRANTS)),
                GrantType.AUTHORIZATION_CODE,
                Optional.empty(),
                Claims.none(),
                now,
                now.plus(LIFETIME),
                now.plus(LIFETIME).plusSeconds(60));
    }

    private Grant grant(int number, Instant now) {
        return new Grant(
                grantId(number),
                client(number),
                Subject.ofAccount(subject(number)),
                Registered.SCOPES,
                Set.of(Registered.RESOURCE),
                GrantType.AUTHORIZATION_CODE,
                Optional.of(AuthenticationContext.at(now)),
                Claims.none(),
                Optional.empty(),
                now,
                now.plus(LIFETIME),
                now.plus(LIFETIME).plusSeconds(60),
                Optional.empty());
    }

    private static GrantId grantId(int number) {
        return new GrantId((number + 1) * 0x9E3779B97F4A7C15L, number);
    }
}
