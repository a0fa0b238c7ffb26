// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRefreshToken;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.internal.token.MintedRefreshToken;
import io.symbolon.oauth.core.internal.token.RefreshTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * As many clients, subjects and tokens, each with three scopes and an audience. Access tokens can be made again from their
 * number; refresh tokens, which the server makes, are remembered in bytes that are there before the first of them.
 */
final class ManyTokens {

    private static final int REFRESH_TOKEN_CHARACTERS = 96;
    private static final Duration LIFETIME = Duration.ofHours(2);

    private final StoredTokens numbered;
    private final TokenStore store;
    private final TokenReads reads;
    private final RefreshTokens refreshTokens;
    private final byte[] presented;
    private final int count;
    private final Instant now;

    private ManyTokens(OAuthServer server, int count, Instant now) {
        this.numbered = new StoredTokens(count);
        this.store = server.part(TokenStore.class);
        this.reads = server.part(TokenReads.class);
        this.refreshTokens = server.part(RefreshTokens.class);
        this.presented = new byte[count * REFRESH_TOKEN_CHARACTERS];
        this.count = count;
        this.now = now;
    }

    /** Registers the clients, and nothing else. */
    static ManyTokens registered(OAuthServer server, int count, Instant now) {
        ManyTokens tokens = new ManyTokens(server, count, now);
        tokens.numbered.register(server.clients());
        return tokens;
    }

    void fillWithTokensOfClients() {
        for (int i = 0; i < count; i++) {
            commit(new CommitId(0, i), Optional.empty(), tokenOfClient(i));
        }
    }

    int countValidTokensOfClients() {
        return count(i -> isValid(i, tokenOfClient(i)));
    }

    void fillWithGrants() {
        for (int i = 0; i < count; i++) {
            MintedRefreshToken minted = refreshTokens.first(grantId(i));
            byte[] value = minted.value().reveal().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(value, 0, presented, i * REFRESH_TOKEN_CHARACTERS, REFRESH_TOKEN_CHARACTERS);
            CommitId commit = new CommitId(1, i);
            commit(commit, Optional.of(grant(i, minted, commit)), tokenOfOwner(i));
        }
    }

    /** Those of which both the access token and the refresh token can be used. */
    int countValidGrants() {
        return count(i -> isValid(i, tokenOfOwner(i)) && isRefreshTokenCurrent(i));
    }

    private int count(IntPredicate valid) {
        return (int) IntStream.range(0, count).filter(valid).count();
    }

    private boolean isValid(int number, AccessToken row) {
        return reads.findAccessToken(numbered.token(number), now).equals(Optional.of(row));
    }

    private boolean isRefreshTokenCurrent(int number) {
        Secret value = Secret.of(new String(
                presented, number * REFRESH_TOKEN_CHARACTERS, REFRESH_TOKEN_CHARACTERS, StandardCharsets.US_ASCII));
        return reads.findRefreshToken(value, now)
                .filter(found -> found.standing() == PresentedRefreshToken.Standing.CURRENT)
                .filter(found -> found.grant().id().equals(grantId(number)))
                .filter(found -> found.grant().subject().equals(owner(number)))
                .isPresent();
    }

    private void commit(CommitId commit, Optional<Grant> grant, AccessToken token) {
        store.commit(new Commit(commit, now, Optional.empty(), grant, List.of(), List.of(token)));
    }

    private AccessToken tokenOfClient(int number) {
        return token(number, Subject.ofClient(numbered.client(number)), List.of(), GrantType.CLIENT_CREDENTIALS);
    }

    private AccessToken tokenOfOwner(int number) {
        return token(number, owner(number), List.of(grantId(number)), GrantType.AUTHORIZATION_CODE);
    }

    private AccessToken token(int number, Subject subject, List<GrantId> grants, GrantType origin) {
        return new AccessToken(
                Digest.of(numbered.token(number)),
                numbered.client(number),
                subject,
                Registered.SCOPES,
                Set.of(Registered.RESOURCE),
                grants,
                origin,
                Optional.empty(),
                Claims.none(),
                now,
                now.plus(LIFETIME),
                now.plus(LIFETIME).plusSeconds(60));
    }

    private Grant grant(int number, MintedRefreshToken minted, CommitId commit) {
        return new Grant(
                grantId(number),
                numbered.client(number),
                owner(number),
                Registered.SCOPES,
                Set.of(Registered.RESOURCE),
                GrantType.AUTHORIZATION_CODE,
                Optional.of(AuthenticationContext.at(now)),
                Claims.none(),
                Optional.of(new RefreshToken(
                        minted.digest(),
                        minted.generation(),
                        Optional.empty(),
                        commit,
                        minted.derivedWith(),
                        0,
                        now,
                        now.plus(LIFETIME))),
                now,
                now.plus(LIFETIME),
                now.plus(LIFETIME).plusSeconds(60),
                Optional.empty());
    }

    private Subject owner(int number) {
        return Subject.ofAccount(numbered.subject(number));
    }

    private static GrantId grantId(int number) {
        return new GrantId((number + 1) * 0x9E3779B97F4A7C15L, number);
    }
}
