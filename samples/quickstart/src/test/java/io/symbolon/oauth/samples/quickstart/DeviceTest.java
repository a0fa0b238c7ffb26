// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A television that shows a code, and somebody who types it; on each kind of storage. */
@DisplayName("RFC 8628 device authorization")
class DeviceTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @TempDir
    private Path directory;

    static Stream<org.junit.jupiter.params.provider.Arguments> storages() {
        return Stream.of(
                argumentSet("memory", List.of("--memory")),
                argumentSet("H2", List.of()),
                argumentSet("PostgreSQL", flags(Engine.POSTGRESQL.shared().freshDatabase())),
                argumentSet("MariaDB", flags(Engine.MARIADB.shared().freshDatabase())));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> storagesOfManyNodes() {
        return Stream.of(
                argumentSet("PostgreSQL", flags(Engine.POSTGRESQL.shared().freshDatabase())),
                argumentSet("MariaDB", flags(Engine.MARIADB.shared().freshDatabase())));
    }

    @ParameterizedTest
    @MethodSource("storages")
    void isConnectedByWhoeverTypesItsCode(List<String> storage) {
        try (RunningAlbum album = start(storage)) {
            Visitor browser = new Visitor(album);
            Visitor.Seen device = begin(browser);
            Visitor.Seen early = poll(browser, device);
            Visitor.Seen tooFast = poll(browser, device);

            Visitor.Seen connected = connect(browser, Visitor.member(device, "user_code"));
            now.set(NOON.plus(Duration.ofSeconds(20)));
            Visitor.Seen tokens = poll(browser, device);
            String photos =
                    photos(browser, Visitor.member(tokens, "access_token")).body();
            Visitor.Seen again = poll(browser, device);

            assertThat(early.body()).contains("authorization_pending");
            assertThat(tooFast.body()).contains("slow_down");
            assertThat(connected.body()).contains("Your device is connected");
            assertThat(photos).contains("The hill behind our house");
            assertThat(again.body()).contains("invalid_grant");
            assertThat(photos(browser, Visitor.member(tokens, "access_token")).status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void isToldWhereNobodyAllowsItOrNobodyComes(List<String> storage) {
        try (RunningAlbum album = start(storage)) {
            Visitor browser = new Visitor(album);
            Visitor.Seen denied = begin(browser);
            Visitor.Seen forgotten = begin(browser);
            browser.follow(browser.submit(
                    consentPage(browser, Visitor.member(denied, "user_code")),
                    "/oauth/authorize/consent",
                    Map.of("decision", "deny")));

            Visitor.Seen refused = poll(browser, denied);
            now.set(NOON.plus(Duration.ofMinutes(10)));
            Visitor.Seen expired = poll(browser, forgotten);

            assertThat(refused.body()).contains("access_denied");
            assertThat(expired.body()).contains("expired_token");
        }
    }

    @ParameterizedTest
    @MethodSource("storagesOfManyNodes")
    void mayAskWhicheverNode(List<String> storage) {
        List<String> same = new ArrayList<>(storage);
        // nobody asks it: each node listens where it can
        same.addAll(List.of("--issuer", "http://127.0.0.1:1/oauth"));
        try (RunningAlbum one = start(same);
                RunningAlbum other = start(same)) {
            Visitor atOne = new Visitor(one);
            Visitor atOther = new Visitor(other);
            Visitor.Seen device = begin(atOne);
            poll(atOne, device);

            Visitor.Seen tooFast = poll(atOther, device);
            connect(atOther, Visitor.member(device, "user_code"));
            Visitor.Seen tokens = poll(atOne, device);
            Visitor.Seen again = poll(atOther, device);

            assertThat(tooFast.body()).contains("slow_down");
            assertThat(tokens.body()).contains("access_token");
            assertThat(again.body()).contains("invalid_grant");
        }
    }

    @Test
    void findsTheWayFromTheHomePage() {
        try (RunningAlbum album = start(List.of("--memory"))) {
            Visitor browser = new Visitor(album);

            String home = browser.get("/").body();

            assertThat(home).contains("href=\"/oauth/device\"");
            assertThat(browser.get("/oauth/device").body()).contains("Type the code that your device shows");
        }
    }

    @Test
    void livesAsLongAsTheConfigurationSays() throws IOException {
        Path file =
                Files.writeString(directory.resolve("config.json"), """
                {
                  "device_code_lifetime": "2m",
                  "device_poll_interval": "9s",
                  "scopes": { "photos.read": "See your photos" },
                  "clients": [
                    {
                      "client_id": "%s",
                      "token_endpoint_auth_method": "none",
                      "grant_types": ["%s"],
                      "scope": "photos.read"
                    }
                  ]
                }
                """.formatted(Demo.TV_ID, GrantType.DEVICE_CODE));
        try (RunningAlbum album = start(List.of("--memory", "--config", file.toString()))) {
            assertThat(begin(new Visitor(album)).body()).contains("\"expires_in\":120", "\"interval\":9");
        }
    }

    @Test
    @DisplayName("RFC 6749 §4.3, §4.2: legacy grants are there where a client of the configuration uses them")
    void installsLegacyGrantsForWhoeverNamesThem() throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), """
                {
                  "scopes": { "photos.read": "See your photos" },
                  "clients": [
                    {
                      "client_id": "old-app",
                      "token_endpoint_auth_method": "none",
                      "grant_types": ["password", "implicit"],
                      "response_types": ["token"],
                      "redirect_uris": ["http://127.0.0.1/old"],
                      "scope": "photos.read"
                    }
                  ],
                  "users": [{ "username": "carol", "password": "carol-in-photos" }]
                }
                """);
        try (RunningAlbum album = start(List.of("--memory", "--config", file.toString()))) {
            Visitor browser = new Visitor(album);

            Visitor.Seen right = signIn(browser, "carol", "carol-in-photos");
            Visitor.Seen wrong = signIn(browser, "carol", "carol-in-fotos");
            Visitor.Seen unknown = signIn(browser, "nobody", "carol-in-photos");
            Visitor.Seen implicit = browser.get("/oauth/authorize?response_type=token&client_id=old-app&state=s");

            assertThat(Visitor.member(right, "access_token")).isNotEmpty();
            assertThat(wrong.body()).contains("invalid_grant");
            assertThat(unknown.body()).isEqualTo(wrong.body());
            assertThat(implicit.header("Location")).startsWith("/login?");
        }
    }

    private static Visitor.Seen signIn(Visitor browser, String username, String password) {
        return asPublicClient(
                browser,
                "/oauth/token",
                "old-app",
                Map.of("grant_type", "password", "username", username, "password", password));
    }

    private static Visitor.Seen begin(Visitor browser) {
        return asPublicClient(browser, "/oauth/device_authorization", Demo.TV_ID, Map.of());
    }

    private static Visitor.Seen poll(Visitor browser, Visitor.Seen device) {
        return asPublicClient(
                browser,
                "/oauth/token",
                Demo.TV_ID,
                Map.of(
                        "grant_type",
                        GrantType.DEVICE_CODE.value(),
                        "device_code",
                        Visitor.member(device, "device_code")));
    }

    private static Visitor.Seen asPublicClient(
            Visitor browser, String endpoint, String clientId, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("client_id", clientId);
        return browser.post(endpoint, all);
    }

    private static Visitor.Seen connect(Visitor browser, String userCode) {
        return browser.submit(
                consentPage(browser, userCode), "/oauth/authorize/consent", Map.of("decision", "approve"));
    }

    private static Visitor.Seen consentPage(Visitor browser, String userCode) {
        Visitor.Seen confirm = browser.submit(
                browser.get("/oauth/device"), "/oauth/device", Map.of("user_code", userCode.toLowerCase(Locale.ROOT)));
        assertThat(confirm.body()).contains("Demo television", userCode);
        Visitor.Seen login =
                browser.follow(browser.submit(confirm, "/oauth/device/confirm", Map.of("decision", "mine")));
        return browser.follow(browser.signIn(login, "alice", Demo.password("alice")));
    }

    private static Visitor.Seen photos(Visitor browser, String accessToken) {
        return browser.send(
                HttpRequest.newBuilder(browser.at(PhotosApi.PATH)).header("Authorization", "Bearer " + accessToken));
    }

    private RunningAlbum start(List<String> storage) {
        List<String> words = new ArrayList<>(List.of("--port", "0"));
        words.addAll(storage);
        if (!storage.contains("--memory")) {
            words.addAll(List.of("--data", directory.toString()));
        }
        return RunningAlbum.start(Arguments.parse(words.toArray(String[]::new)), now::get);
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
}
