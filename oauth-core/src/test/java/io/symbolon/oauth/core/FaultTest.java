// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What peers are told when a store breaks or is full: never that all is well. */
class FaultTest {

    private final WatchedStores stores = new WatchedStores();
    private final ServerUnderTest server = ServerUnderTest.start(builder -> builder.storage(stores.module()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("security-case-45")
    @Tag("CVE-2020-15223")
    void neverSaysThatATokenIsRevokedWhenItIsNot() {
        String token = member(server.redeem(server.codeFor("web")), "access_token");
        stores.failing = Set.of("revoke")::contains;

        Response response = server.revokeAs("web", token);

        assertThat(response.status()).isEqualTo(500);
        assertThat(member(response, "error")).isEqualTo("server_error");
        assertThat(server.isAlive(token)).isTrue();
    }

    @Test
    @Tag("security-case-82")
    void neverAnswersATokenThatWasNotCommitted() {
        stores.failing = Set.of("commit")::contains;

        Response response = server.token("grant_type=client_credentials");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body().asUtf8()).doesNotContain("access_token").doesNotContain("out of reach");
        assertThat(server.events).noneMatch(OAuthEvent.TokensIssued.class::isInstance);
    }

    @Test
    @Tag("security-case-82")
    void neverTakesABrokenStoreForAValidToken() {
        String opaque = member(server.token("grant_type=client_credentials"), "access_token");
        stores.failing = Set.of("findAccessToken")::contains;

        Response response = server.use(opaque);

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.access()).isEmpty();
    }

    @Test
    void leavesACodeUsableWhenItsRedemptionFailed() {
        String code = server.codeFor("web");
        stores.failing = Set.of("commit")::contains;
        Response failed = server.redeem(code);
        stores.failing = operation -> false;

        Response again = server.redeem(code);

        assertThat(failed.status()).isEqualTo(500);
        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void answersAReferenceUnderWhichTheOperatorFindsTheFailure() {
        stores.failing = Set.of("commit")::contains;

        String reference = server.token("grant_type=client_credentials")
                .header("Symbolon-Reference")
                .orElseThrow();
        server.server.close();

        assertThat(server.events)
                .filteredOn(OAuthEvent.ServerFailed.class::isInstance)
                .singleElement()
                .extracting("reference", "failure")
                .containsExactly(reference, "java.lang.IllegalStateException");
    }

    @Test
    void refusesWithRetryAfterWhenTheStoreIsFull() {
        InMemoryCapacity tiny = InMemoryCapacity.standard().withAccessTokens(1);
        try (ServerUnderTest small =
                ServerUnderTest.start(builder -> builder.storage(new InMemoryStorageModule(tiny)))) {
            String first = member(small.token("grant_type=client_credentials"), "access_token");

            Response second = small.token("grant_type=client_credentials");

            assertThat(second.status()).isEqualTo(503);
            assertThat(second.header("Retry-After")).contains("5");
            assertThat(small.isAlive(first)).isTrue();
        }
    }

    @Test
    void refusesWithRetryAfterWhenTheStoreIsUnavailable() {
        stores.failure = () -> new StoreUnavailableException("no connection is free", Duration.ofSeconds(7));
        stores.failing = Set.of("commit")::contains;

        Response response = server.token("grant_type=client_credentials");
        server.server.close();

        assertThat(response.status()).isEqualTo(503);
        assertThat(member(response, "error")).isEqualTo("temporarily_unavailable");
        assertThat(response.header("Retry-After")).contains("7");
        assertThat(response.body().asUtf8()).doesNotContain("connection");
        assertThat(server.events)
                .contains(new OAuthEvent.StoreUnavailable(server.now, "no connection is free"))
                .noneMatch(OAuthEvent.TokensIssued.class::isInstance);
    }

    @Test
    @Tag("security-case-82")
    void neitherTakesNorRefusesATokenWhileTheStoreIsUnavailable() {
        String opaque = member(server.token("grant_type=client_credentials"), "access_token");
        stores.failure = () -> new StoreUnavailableException("no connection is free", Duration.ofSeconds(7));
        stores.failing = Set.of("findAccessToken")::contains;

        Response response = server.use(opaque);

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).contains("7");
        assertThat(response.access()).isEmpty();
    }

    @Test
    void tellsABrowserInPlainWordsWhenTheStoreIsUnavailable() {
        stores.failure = () -> new StoreUnavailableException("no connection is free", Duration.ofSeconds(7));
        ServerUnderTest.Browser browser = server.browser().open("web", "&scope=photos.read");
        stores.failing = operation -> true;

        Response login = browser.logIn().last();
        Response authorization =
                server.browser().open("web", "&scope=photos.read").last();

        assertThat(List.of(login, authorization)).allSatisfy(page -> {
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.header("Retry-After")).contains("7");
            assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        });
    }

    @Test
    void refusesWhatComesAfterItWasClosed() {
        server.server.close();

        assertThat(server.token("grant_type=client_credentials").status()).isEqualTo(503);
    }
}
