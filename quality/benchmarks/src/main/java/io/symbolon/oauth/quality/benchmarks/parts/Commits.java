// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.parts;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.jdbc.JdbcStorage;
import io.symbolon.oauth.jdbc.JdbcStorageModule;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Writing the row of one opaque token, for each store, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Commits {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final ClientId CLIENT = new ClientId(Registered.OPAQUE_CLIENT);
    private static final int KEY_BYTES = 32;

    @Param({"memory", "postgres"})
    String store = "";

    private final Passing time = new Passing();
    private final SplittableRandom random = new SplittableRandom();
    private Optional<OAuthServer> server = Optional.empty();
    private Optional<TokenStore> tokens = Optional.empty();

    @Setup
    public void open() {
        OAuthServer.Builder builder = Registered.starting(Passing.ROOM);
        if (store.equals("postgres")) {
            builder.storage(new JdbcStorageModule(postgres()));
        }
        OAuthServer started = builder.build();
        server = Optional.of(started);
        tokens = Optional.of(started.part(TokenStore.class));
    }

    private static JdbcStorage postgres() {
        Database database = Databases.postgres().freshDatabase();
        return JdbcStorage.at(database.url())
                .user(database.user())
                .password(Secret.of(database.password()))
                .encryptionKey("key-1", Secret.of(Base64.getEncoder().encodeToString(new byte[KEY_BYTES])))
                .build();
    }

    @TearDown
    public void close() {
        server.orElseThrow().close();
    }

    @Benchmark
    public CommitOutcome commit() {
        Instant at = time.next();
        return tokens.orElseThrow()
                .commit(new Commit(
                        new CommitId(random.nextLong(), random.nextLong()),
                        at,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(token(at))));
    }

    private AccessToken token(Instant at) {
        return new AccessToken(
                new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
                CLIENT,
                Subject.ofClient(CLIENT),
                Registered.SCOPES,
                Set.of(Registered.RESOURCE),
                List.of(),
                GrantType.CLIENT_CREDENTIALS,
                Optional.empty(),
                Claims.none(),
                at,
                at.plus(LIFETIME),
                at.plus(LIFETIME));
    }
}
