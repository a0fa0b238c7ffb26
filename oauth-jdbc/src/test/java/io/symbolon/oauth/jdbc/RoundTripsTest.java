// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Inject;
import com.google.inject.Module;
import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.grant.Contribution;
import io.symbolon.oauth.api.grant.TokenContributor;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.HandMovedClock;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a call goes to the database. A token response writes once; what it redeems it reads before, once. Whoever makes
 * that more says so here.
 */
final class RoundTripsTest {

    private static final HandMovedClock NOON = HandMovedClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Secret SECRET = Secret.of("a-secret-of-the-printer-that-nobody-guesses");
    private static final Client PRINTER = Client.confidential("printer", SECRET)
            .authorizationCode("https://printer.example.com/callback")
            .clientCredentials()
            .scopes("photos.read")
            .build();

    private static final Map<TestStorage, CountedDataSource> DATABASES = new ConcurrentHashMap<>();

    private enum Call {
        CLIENT_CREDENTIALS,
        CODE,
        REFRESH,
        AUTHENTICATE
    }

    // On PostgreSQL one statement does all that a response writes, and commits itself. The others lock what is spent,
    // change
    // it, and insert, in one transaction; MariaDB is told its isolation level first.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POSTGRESQL | CLIENT_CREDENTIALS | update
                    POSTGRESQL | CODE               | query query
                    POSTGRESQL | REFRESH            | query query
                    POSTGRESQL | AUTHENTICATE       | query
                    H2         | CLIENT_CREDENTIALS | update
                    H2         | CODE               | query query query batch batch update commit
                    H2         | REFRESH            | query query batch update commit
                    H2         | AUTHENTICATE       | query
                    MARIADB    | CLIENT_CREDENTIALS | update
                    MARIADB    | CODE               | query statement query query batch batch update commit
                    MARIADB    | REFRESH            | query statement query batch update commit
                    MARIADB    | AUTHENTICATE       | query
                    """)
    void areFew(TestStorage storage, Call call, String expected) {
        assertThat(askedBy(call, storage)).isEqualTo(expected);
    }

    @Test
    void showOneMore() {
        Module looking = new AbstractModule() {
            @Override
            protected void configure() {
                newSetBinder(binder(), TokenContributor.class).addBinding().to(Looking.class);
            }
        };

        assertThat(askedBy(Call.CLIENT_CREDENTIALS, TestStorage.H2, looking)).startsWith("query ");
    }

    private static String askedBy(Call call, TestStorage storage, Module... besides) {
        CountedDataSource counted = DATABASES.computeIfAbsent(
                storage, make -> new CountedDataSource(make.fresh().dataSource()));
        try (OAuthServer server = server(counted, besides)) {
            assertThat(prepare(call, server).get().status()).isEqualTo(200);
            Supplier<Response> prepared = prepare(call, server);
            counted.taken();
            Response response = prepared.get();
            String asked = String.join(" ", counted.taken());
            assertThat(response.status()).isEqualTo(200);
            return asked;
        }
    }

    private static OAuthServer server(CountedDataSource counted, Module... besides) {
        JdbcStorage settings = JdbcStorage.on(counted.dataSource())
                .encryptionKey("test", TestStorage.KEY)
                .staleness(Duration.ofMinutes(5))
                .build();
        return OAuthServer.builder("https://issuer.example")
                .loginPage("/login")
                .scope("photos.read", "See your photos")
                .client(PRINTER)
                .clock(NOON)
                .storage(new JdbcStorageModule(settings))
                .install(besides)
                .build();
    }

    private static Supplier<Response> prepare(Call call, OAuthServer server) {
        CodeFlow flow = CodeFlow.of(server, PRINTER.clientId(), SECRET).timedBy(NOON);
        return switch (call) {
            case CLIENT_CREDENTIALS -> () -> flow.tokenRequest(Map.of("grant_type", "client_credentials"));
            case CODE -> {
                CodeFlow.ObtainedCode code = flow.codeFor("alice");
                yield () -> flow.redeem(code);
            }
            case REFRESH -> {
                IssuedTokens tokens = flow.tokensFor("alice");
                yield () -> flow.refresh(tokens);
            }
            case AUTHENTICATE -> {
                Request request = Request.received("GET", "/api", NOON.instant())
                        .header(
                                "Authorization",
                                "Bearer " + flow.tokensFor("alice").accessToken())
                        .build()
                        .demanding(AccessDemand.of());
                yield () -> server.authenticate(request);
            }
        };
    }

    /** A contributor that looks something up that nobody needs. */
    private static final class Looking implements TokenContributor {

        private final TokenReads tokens;

        @Inject
        Looking(TokenReads tokens) {
            this.tokens = tokens;
        }

        @Override
        public Claims contribute(Contribution contribution) {
            tokens.findRedeemable(new RedeemableKind("nothing"), Secret.of("nothing"));
            return Claims.none();
        }
    }
}
