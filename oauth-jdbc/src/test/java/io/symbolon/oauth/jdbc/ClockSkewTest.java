// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.CodeFlow.ObtainedCode;
import io.symbolon.oauth.testkit.HandMovedClock;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes on one database: what one of them issues, the other one sees earlier or later than it is. */
@DisplayName("Two nodes whose clocks differ")
class ClockSkewTest {

    private static final Secret SECRET = Secret.of("a-secret-of-the-printer-that-nobody-guesses");
    private static final Client PRINTER = Client.confidential("printer", SECRET)
            .authorizationCode("https://printer.example.com/callback")
            .scopes("photos.read")
            .build();

    private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);
    private static final Duration ONE_MILLI = Duration.ofMillis(1);

    private final HandMovedClock time = HandMovedClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final Database database = TestStorage.H2.fresh();
    private final Node right = new Node(TestStorage.H2, database, time);

    @AfterEach
    void close() {
        right.close();
    }

    private Node node(long seconds) {
        return new Node(TestStorage.H2, database, () -> time.instant().plusSeconds(seconds));
    }

    @Nested
    @DisplayName("by less than the tolerance")
    class Within {

        @ParameterizedTest
        @ValueSource(longs = {-4, 4})
        void redeemEachOthersCodes(long seconds) {
            try (Node other = node(seconds)) {
                assertThat(other.redeem(right.code()).status()).isEqualTo(200);
                assertThat(right.redeem(other.code()).status()).isEqualTo(200);
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {-4, 4})
        void acceptEachOthersAccessTokens(long seconds) {
            try (Node other = node(seconds)) {
                assertThat(other.isActive(right.tokens())).isTrue();
                assertThat(right.isActive(other.tokens())).isTrue();
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {-4, 4})
        void refreshInTurns(long seconds) {
            try (Node other = node(seconds)) {
                IssuedTokens first = right.tokens();

                IssuedTokens second = IssuedTokens.in(other.refresh(first));
                IssuedTokens third = IssuedTokens.in(right.refresh(second));
                IssuedTokens fourth = IssuedTokens.in(other.refresh(third));

                assertThat(right.isActive(fourth)).isTrue();
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {-4, 4})
        void giveTheSameSuccessorToWhoAsksTheOtherOneAgain(long seconds) {
            try (Node other = node(seconds)) {
                IssuedTokens first = right.tokens();
                IssuedTokens second = IssuedTokens.in(right.refresh(first));

                IssuedTokens again = IssuedTokens.in(other.refresh(first));

                assertThat(again.refreshToken()).isEqualTo(second.refreshToken());
            }
        }

        @Test
        void pruneNothingThatIsValidForTheOtherOne() {
            try (Node ahead = node(4)) {
                IssuedTokens tokens = right.tokens();
                time.move(tokens.expiresIn().minus(CODE_LIFETIME));
                ObtainedCode code = right.code();
                time.move(CODE_LIFETIME.minus(ONE_MILLI));

                ahead.prune();

                assertThat(right.isActive(tokens)).isTrue();
                assertThat(right.redeem(code).status()).isEqualTo(200);
                assertThat(right.refresh(tokens).status()).isEqualTo(200);
            }
        }
    }

    @Nested
    @DisplayName("by more than the tolerance")
    class Beyond {

        @Test
        void refuseACodeThatHasExpiredForThemAndLeaveItToTheOtherOne() {
            try (Node ahead = node(61)) {
                ObtainedCode code = right.code();

                assertThat(errorIn(ahead.redeem(code), 400)).isEqualTo("invalid_grant");
                ahead.prune();
                assertThat(right.redeem(code).status()).isEqualTo(200);
            }
        }

        @Test
        void holdATokenForExpiredAndLeaveItToTheOtherOne() {
            IssuedTokens tokens = right.tokens();
            try (Node ahead = node(tokens.expiresIn().toSeconds())) {
                assertThat(ahead.isActive(tokens)).isFalse();
                ahead.prune();
                assertThat(right.isActive(tokens)).isTrue();
            }
        }

        @Test
        void refuseARefreshTokenThatIsPresentedAgainTooLate() {
            try (Node ahead = node(61)) {
                IssuedTokens first = right.tokens();
                IssuedTokens second = IssuedTokens.in(right.refresh(first));

                assertThat(errorIn(ahead.refresh(first), 400)).isEqualTo("invalid_grant");
                assertThat(right.isActive(second)).isFalse();
            }
        }

        @Test
        void acceptWhatWasIssuedInTheirFuture() {
            try (Node behind = node(-61)) {
                IssuedTokens tokens = IssuedTokens.in(behind.redeem(right.code()));

                assertThat(behind.isActive(right.tokens())).isTrue();
                assertThat(right.refresh(tokens).status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void doSoOnEachDatabase(TestStorage make) {
        Database shared = make.fresh();
        try (Node behind = new Node(make, shared, () -> time.instant().minusSeconds(2));
                Node ahead = new Node(make, shared, () -> time.instant().plusSeconds(2))) {
            IssuedTokens tokens = IssuedTokens.in(behind.redeem(ahead.code()));
            IssuedTokens refreshed = IssuedTokens.in(ahead.refresh(tokens));
            ahead.prune();

            assertThat(behind.isActive(tokens)).isTrue();
            assertThat(behind.isActive(refreshed)).isTrue();
        }
    }

    private static String errorIn(Response response, int status) {
        assertThat(response.status()).isEqualTo(status);
        String body = response.body().asUtf8();
        String before = "\"error\":\"";
        int start = body.indexOf(before) + before.length();
        return body.substring(start, body.indexOf('"', start));
    }

    /** A server with a clock of its own. */
    private static final class Node implements AutoCloseable {

        private final OAuthServer server;
        private final InstantSource clock;
        private final CodeFlow flow;

        Node(TestStorage make, Database database, InstantSource clock) {
            this.clock = clock;
            this.server = OAuthServer.builder("https://a.example")
                    .loginPage("/login")
                    .scope("photos.read", "See your photos")
                    .client(PRINTER)
                    .clock(clock)
                    .storage(new JdbcStorageModule(
                            make.settings(database).connections(4).build()))
                    .build();
            this.flow = CodeFlow.of(server, new ClientId("printer"), SECRET).timedBy(clock);
        }

        ObtainedCode code() {
            return flow.codeFor("alice");
        }

        IssuedTokens tokens() {
            return flow.tokensFor("alice");
        }

        Response redeem(ObtainedCode code) {
            return flow.redeem(code);
        }

        Response refresh(IssuedTokens tokens) {
            return flow.refresh(tokens);
        }

        /** What introspection says (RFC 7662 §2.2). */
        boolean isActive(IssuedTokens tokens) {
            String credentials = "printer:" + SECRET.reveal();
            Response response = server.handle(Request.received("POST", "/introspect", clock.instant())
                    .remoteAddress("127.0.0.1")
                    .secure(true)
                    .header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(Body.utf8(CodeFlow.encoded(Map.of("token", tokens.accessToken()))))
                    .build());
            assertThat(response.status()).isEqualTo(200);
            return response.body().asUtf8().contains("\"active\":true");
        }

        /** What housekeeping does. */
        void prune() {
            server.part(TokenStore.class).prune(clock.instant(), 1000);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
