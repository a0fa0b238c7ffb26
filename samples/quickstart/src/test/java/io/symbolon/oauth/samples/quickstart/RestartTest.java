// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds when the program was stopped and started again, seen over HTTP. */
class RestartTest {

    /** Stays the same when the port is another; nobody asks it. */
    private static final String ISSUER = "http://127.0.0.1:1/oauth";

    private static final String CALLBACK = "http://127.0.0.1:1/demo/callback";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    @TempDir
    private Path directory;

    static Stream<org.junit.jupiter.params.provider.Arguments> storages() {
        return Stream.of(
                argumentSet("H2", List.of()),
                argumentSet("PostgreSQL", flags(Engine.POSTGRESQL.shared().freshDatabase())),
                argumentSet("MariaDB", flags(Engine.MARIADB.shared().freshDatabase())));
    }

    @ParameterizedTest
    @MethodSource("storages")
    void keepsTokensConsentsAndKeys(List<String> storage) {
        String accessToken;
        String refreshToken;
        String keys;
        try (RunningAlbum album = start(storage)) {
            Visitor browser = new Visitor(album);
            Visitor.Seen consent = signIn(browser);
            assertThat(consent.body()).contains("asks for access");
            Visitor.Seen tokens = redeem(
                    browser,
                    browser.follow(
                            browser.submit(consent, "/oauth/authorize/consent", Map.of("decision", "approve")),
                            CALLBACK));
            accessToken = Visitor.member(tokens, "access_token");
            refreshToken = Visitor.member(tokens, "refresh_token");
            keys = browser.get("/oauth/jwks").body();
        }

        try (RunningAlbum album = start(storage)) {
            Visitor browser = new Visitor(album);
            Visitor.Seen withoutConsent = signIn(browser);

            assertThat(photos(browser, accessToken).body()).contains("The hill behind our house");
            assertThat(refresh(browser, refreshToken).status()).isEqualTo(200);
            assertThat(withoutConsent.redirected("code")).isNotEmpty();
            assertThat(browser.get("/oauth/jwks").body()).contains("\"kid\"").isEqualTo(keys);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void keepsWhatWasGivenBackGone(List<String> storage) {
        String accessToken;
        String refreshToken;
        try (RunningAlbum album = start(storage)) {
            Visitor browser = new Visitor(album);
            Visitor.Seen tokens = redeem(browser, allow(browser));
            accessToken = Visitor.member(tokens, "access_token");
            refreshToken = Visitor.member(tokens, "refresh_token");
            revoke(browser, refreshToken);
        }

        try (RunningAlbum album = start(storage)) {
            Visitor browser = new Visitor(album);

            assertThat(photos(browser, accessToken).status()).isEqualTo(401);
            assertThat(refresh(browser, refreshToken).status()).isEqualTo(400);
        }
    }

    @Test
    void keepsNothingInMemory() {
        String accessToken;
        try (RunningAlbum album = start("--memory")) {
            Visitor browser = new Visitor(album);
            accessToken = Visitor.member(redeem(browser, allow(browser)), "access_token");
            assertThat(photos(browser, accessToken).status()).isEqualTo(200);
        }

        try (RunningAlbum album = start("--memory")) {
            assertThat(photos(new Visitor(album), accessToken).status()).isEqualTo(401);
        }
        assertThat(directory).isEmptyDirectory();
    }

    private RunningAlbum start(List<String> storage) {
        List<String> words = new ArrayList<>(storage);
        words.addAll(List.of("--data", directory.toString()));
        return start(words.toArray(String[]::new));
    }

    private static RunningAlbum start(String... storage) {
        List<String> words = new ArrayList<>(List.of("--port", "0", "--issuer", ISSUER));
        words.addAll(List.of(storage));
        return RunningAlbum.start(Arguments.parse(words.toArray(String[]::new)), InstantSource.system());
    }

    private static List<String> flags(Database database) {
        return List.of(
                "--database-url",
                database.url(),
                "--database-user",
                database.user(),
                "--database-password",
                database.password());
    }

    private static Visitor.Seen allow(Visitor browser) {
        return browser.follow(
                browser.submit(signIn(browser), "/oauth/authorize/consent", Map.of("decision", "approve")), CALLBACK);
    }

    /** The consent page, or the client's answer where consent is remembered. */
    private static Visitor.Seen signIn(Visitor browser) {
        Visitor.Seen login = browser.follow(browser.get("/oauth/authorize?"
                + Visitor.form(Map.of(
                        "response_type", "code",
                        "client_id", Demo.CLIENT_ID,
                        "redirect_uri", CALLBACK,
                        "scope", "photos.read",
                        "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                        "code_challenge_method", "S256"))));
        return browser.follow(browser.signIn(login, "alice", Demo.password("alice")), CALLBACK);
    }

    private static Visitor.Seen redeem(Visitor browser, Visitor.Seen answer) {
        return browser.token(
                Demo.CLIENT_ID,
                Demo.CLIENT_SECRET.reveal(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        answer.redirected("code"),
                        "redirect_uri",
                        CALLBACK,
                        "code_verifier",
                        VERIFIER));
    }

    private static Visitor.Seen refresh(Visitor browser, String refreshToken) {
        return browser.token(
                Demo.CLIENT_ID,
                Demo.CLIENT_SECRET.reveal(),
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private static void revoke(Visitor browser, String refreshToken) {
        Visitor.Seen revoked = browser.asClient(
                "/oauth/revoke", Demo.CLIENT_ID, Demo.CLIENT_SECRET.reveal(), Map.of("token", refreshToken));
        assertThat(revoked.status()).isEqualTo(200);
    }

    private static Visitor.Seen photos(Visitor browser, String accessToken) {
        return browser.send(
                HttpRequest.newBuilder(browser.at(PhotosApi.PATH)).header("Authorization", "Bearer " + accessToken));
    }
}
