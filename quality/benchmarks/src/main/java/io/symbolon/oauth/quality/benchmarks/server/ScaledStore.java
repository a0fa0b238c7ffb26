// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.Liveness;
import io.symbolon.oauth.api.store.StoredAccessToken;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.api.token.Spend;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.jdbc.JdbcStorage;
import io.symbolon.oauth.jdbc.JdbcStorageModule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The server's stores on a database that holds some number of grants, each with a refresh token and an access token, and what
 * can be done with them. Measured without HTTP, so that what the database takes is most of it. For one thread.
 */
public final class ScaledStore implements AutoCloseable {

    private static final int FILLERS = 64;
    private static final int CONNECTIONS = 16;
    private static final int KEY_BYTES = 32;
    private static final int PRUNED = 20;

    /** For each of so many grants there is a subject whose tokens were ended. */
    private static final int MARKED = 10;

    private static final Duration LIFETIME = Duration.ofHours(8);
    private static final ClientId CLIENT = new ClientId(Registered.OPAQUE_CLIENT);

    private final OAuthServer server;
    private final TokenStore store;
    private final int rows;
    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final SplittableRandom random = new SplittableRandom();

    private ScaledStore(OAuthServer server, int rows) {
        this.server = server;
        this.store = server.part(TokenStore.class);
        this.rows = rows;
    }

    /** Opens a database that was filled with this many of each. */
    public static ScaledStore over(DataSource database, int rows) {
        return opened(JdbcStorage.on(database), rows);
    }

    /** Opens the database and puts this many of each into it. */
    public static ScaledStore filled(String url, String user, String password, int rows) {
        ScaledStore scaled = opened(
                JdbcStorage.at(url).user(user).password(Secret.of(password)).connections(CONNECTIONS), rows);
        scaled.fill();
        return scaled;
    }

    private static ScaledStore opened(JdbcStorage.Builder builder, int rows) {
        JdbcStorage storage = builder.encryptionKey(
                        "key-1", Secret.of(Base64.getEncoder().encodeToString(new byte[KEY_BYTES])))
                .build();
        return new ScaledStore(
                OAuthServer.builder(Registered.ISSUER)
                        .loginPage("/login")
                        .storage(new JdbcStorageModule(storage))
                        .scope("photos.read", "See your photos")
                        .client(Client.confidential(CLIENT.value(), Secret.of(Registered.SECRET))
                                .clientCredentials()
                                .scopes("photos.read")
                                .build())
                        .build(),
                rows);
    }

    private void fill() {
        ExecutorService threads = Executors.newFixedThreadPool(FILLERS);
        List<Future<?>> parts = IntStream.range(0, FILLERS)
                .<Future<?>>mapToObj(part -> threads.submit(() -> fill(part)))
                .toList();
        try {
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private void fill(int part) {
        for (int i = part; i < rows; i += FILLERS) {
            insert(new CommitId(0, i), Optional.of(grant(i)), List.of(token(digest(i), grant(i), at.plus(LIFETIME))));
            if (i % MARKED == 0) {
                store.revokeAllOf(Subject.ofAccount("gone-" + i), at);
            }
        }
    }

    /** A token of the client itself. */
    public void issue() {
        insert(anyCommit(), Optional.empty(), List.of(token(anyDigest(), at.plus(LIFETIME))));
    }

    /** One of the stored access tokens, and whether it lives. */
    public void introspect() {
        Optional<StoredAccessToken> found = store.findAccessToken(digest(any()));
        require(found.filter(token -> token.liveness() == Liveness.LIVE).isPresent());
    }

    /** One of the stored grants gets its next refresh token. */
    public void refresh() {
        Grant grant = store.findGrant(grant(any()).id()).orElseThrow();
        RefreshToken current = grant.refreshToken().orElseThrow();
        CommitId commit = anyCommit();
        RefreshToken next = refreshToken(anyDigest(), current.generation() + 1, commit);
        CommitOutcome outcome = store.commit(new Commit(
                commit,
                at,
                Optional.of(new Spend.OfRefreshToken(grant.id(), current.digest(), next)),
                Optional.empty(),
                List.of(),
                List.of(token(anyDigest(), grant, at.plus(LIFETIME)))));
        require(outcome instanceof CommitOutcome.Committed);
    }

    /** A new grant is ended. */
    public void issueAndRevokeGrant() {
        Grant grant = grant(random.nextInt(Integer.MAX_VALUE - rows) + rows);
        insert(anyCommit(), Optional.of(grant), List.of());
        store.revoke(grant.id(), at);
        require(store.findGrant(grant.id()).orElseThrow().isRevoked());
    }

    /** All tokens that the client has for itself are ended. */
    public void revokeByClient() {
        server.revocations().revokeAllOf(CLIENT);
    }

    /** All tokens of one of many subjects are ended. */
    public void revokeBySubject() {
        store.revokeAllOf(Subject.ofAccount("gone-" + any()), at);
    }

    /** Some tokens are written that are beyond use, and deleted. */
    public void issueAndPrune() {
        Instant longAgo = at.minus(LIFETIME);
        insert(
                anyCommit(),
                Optional.empty(),
                Stream.generate(() -> token(anyDigest(), longAgo)).limit(PRUNED).toList());
        store.prune(at, PRUNED);
    }

    @Override
    public void close() {
        server.close();
    }

    private void insert(CommitId commit, Optional<Grant> grant, List<AccessToken> tokens) {
        store.commit(new Commit(commit, at, Optional.empty(), grant, List.of(), tokens));
    }

    private int any() {
        return random.nextInt(rows);
    }

    private CommitId anyCommit() {
        return new CommitId(random.nextLong(), random.nextLong());
    }

    private Digest anyDigest() {
        return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /** Spread like real digests, and known from the number. */
    private static Digest digest(int number) {
        long spread = (number + 1) * 0x9E3779B97F4A7C15L;
        return new Digest(spread, spread, number, number);
    }

    private Grant grant(int number) {
        Digest digest = digest(number);
        return new Grant(
                new GrantId(digest.a(), number),
                CLIENT,
                Subject.ofAccount("account-" + number),
                Registered.SCOPES,
                Set.of(Registered.RESOURCE),
                GrantType.AUTHORIZATION_CODE,
                Optional.of(AuthenticationContext.at(at)),
                Claims.none(),
                Optional.of(
                        refreshToken(new Digest(~digest.a(), ~digest.b(), number, number), 0, new CommitId(0, number))),
                at,
                at.plus(LIFETIME),
                at.plus(LIFETIME),
                Optional.empty());
    }

    private RefreshToken refreshToken(Digest digest, int generation, CommitId commit) {
        return new RefreshToken(digest, generation, Optional.empty(), commit, "key-1", 0, at, at.plus(LIFETIME));
    }

    private AccessToken token(Digest id, Instant until) {
        return token(id, Subject.ofClient(CLIENT), List.of(), GrantType.CLIENT_CREDENTIALS, until);
    }

    private AccessToken token(Digest id, Grant grant, Instant until) {
        return token(id, grant.subject(), List.of(grant.id()), GrantType.AUTHORIZATION_CODE, until);
    }

    private AccessToken token(Digest id, Subject subject, List<GrantId> grants, GrantType origin, Instant until) {
        return new AccessToken(
                id,
                CLIENT,
                subject,
                Registered.SCOPES,
                Set.of(Registered.RESOURCE),
                grants,
                origin,
                Optional.empty(),
                Claims.none(),
                until.minus(LIFETIME),
                until,
                until);
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("not the expected outcome");
        }
    }
}
