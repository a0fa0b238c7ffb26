// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsReportTest {

    private static final String ISSUER = "https://login.example.com";
    private static final Secret CANARY = Secret.of("canary-4f2a9c-canary-4f2a9c-canary-4f2a9c");

    @Test
    void listsEverySettingWithItsValueAndWhetherItIsTheDefault() {
        Settings settings = Settings.forIssuer(ISSUER)
                .accessTokenLifetime(Duration.ofMinutes(5))
                .refreshWindow(Duration.ofSeconds(10))
                .build();

        SettingsReport report = SettingsReport.of(settings);

        assertThat(report.entries())
                .hasSameSizeAs(SettingsTable.ALL)
                .contains(
                        new SettingsReport.Entry("issuer", ISSUER, false),
                        new SettingsReport.Entry("login_page", "(none)", true),
                        new SettingsReport.Entry("access_token_lifetime", "5m", false),
                        new SettingsReport.Entry("refresh_window", "10s", true),
                        new SettingsReport.Entry("signing_algorithms", "[\"RS256\"]", true));
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void printsOneLineASetting() {
        SettingsReport report = SettingsReport.of(Settings.forIssuer(ISSUER).build());

        assertThat(report.lines())
                .contains(
                        "  issuer                                " + ISSUER,
                        "  access_token_lifetime                 1h  (default)",
                        "findings: none");
        assertThat(report).hasToString(String.join("\n", report.lines()) + "\n");
    }

    static Stream<Arguments> unusual() {
        return Stream.of(
                finding("issuer", builder -> builder.issuer("http://localhost:8080"), "this machine only"),
                finding(
                        "authorization_code_lifetime",
                        b -> b.authorizationCodeLifetime(Duration.ofMinutes(6)),
                        "more than 5m"),
                finding("access_token_lifetime", b -> b.accessTokenLifetime(Duration.ofHours(9)), "more than 8h"),
                finding(
                        "self_contained_access_token_lifetime",
                        b -> b.selfContainedAccessTokenLifetime(Duration.ofHours(1)),
                        "revoked token"),
                finding(
                        "refresh_token_sliding_lifetime",
                        b -> b.refreshTokenSlidingLifetime(Duration.ofDays(181)),
                        "more than 180d"),
                finding(
                        "refresh_token_absolute_lifetime",
                        b -> b.refreshTokenAbsoluteLifetime(Duration.ofDays(731)),
                        "two years"),
                finding("refresh_window", b -> b.refreshWindow(Duration.ZERO), "answer is lost"),
                finding("refresh_window", b -> b.refreshWindow(Duration.ofSeconds(31)), "stolen predecessor"),
                finding(
                        "refresh_token_rotation",
                        b -> b.refreshTokenRotation(RefreshTokenRotation.NEVER),
                        "public clients"),
                finding("signing_key_rotation", b -> b.signingKeyRotation(Duration.ofDays(366)), "more than 365d"),
                finding("signing_key_announcement", b -> b.signingKeyAnnouncement(Duration.ofMinutes(59)), "JWK Set"),
                finding("key_fetch_loopback", b -> b.keyFetchLoopback(true), "listens on this machine"),
                finding("clock_tolerance", b -> b.clockTolerance(Duration.ofSeconds(31)), "more than 30s"),
                finding(
                        "throttle_free_attempts",
                        b -> b.throttle(new ThrottleSettings(21, Duration.ofSeconds(1), Duration.ofSeconds(1), 100)),
                        "guess"));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void findsWhatIsAllowedButSeldomMeant(String about, UnaryOperator<Settings.Builder> change, String words) {
        Settings settings = change.apply(Settings.forIssuer(ISSUER)).build();

        SettingsReport report = SettingsReport.of(settings);

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.about()).isEqualTo(about);
            assertThat(finding.sentence()).contains(words);
        });
        assertThat(report.lines()).anyMatch(line -> line.startsWith("  " + about + ": "));
    }

    @Test
    void namesThePublicClientsWhoseRefreshTokensNeverRotate() {
        Settings settings = Settings.forIssuer(ISSUER)
                .refreshTokenRotation(RefreshTokenRotation.NEVER)
                .build();
        Client app = Client.publicClient("app")
                .authorizationCode("https://app.example/cb")
                .scopes("a")
                .build();
        Client site = Client.confidential("site", CANARY)
                .authorizationCode("https://site.example/cb")
                .scopes("a")
                .build();

        assertThat(SettingsReport.of(configuration(settings, app, site)).findings())
                .singleElement()
                .matches(finding -> finding.sentence().contains("client app"));
        assertThat(SettingsReport.of(configuration(settings, site)).findings()).isEmpty();
    }

    @Test
    void findsClientsOfLegacyGrantsAndClientsWithoutScope() {
        Settings settings = Settings.forIssuer(ISSUER).build();
        Client legacy = Client.publicClient("legacy")
                .grantType(new GrantType("implicit"))
                .responseType(new ResponseType("token"))
                .redirectUri("https://app.example/cb")
                .build();

        assertThat(SettingsReport.of(configuration(settings, legacy)).findings())
                .extracting(
                        SettingsReport.Finding::about,
                        finding -> finding.sentence().substring(0, 7))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("client legacy", "it uses"),
                        org.assertj.core.groups.Tuple.tuple("client legacy", "it has "));
    }

    @Test
    void showsNoSecret() {
        Settings settings = Settings.forIssuer(ISSUER).build();
        Client site = Client.confidential("site", CANARY)
                .clientCredentials()
                .scopes("a")
                .build();
        ConfiguredUser alice = new ConfiguredUser("alice", CANARY, Claims.none().with("pin", CANARY.reveal()));

        Configuration configuration = new Configuration(settings, List.of(), List.of(), List.of(site), List.of(alice));
        SettingsReport report = SettingsReport.of(configuration);

        assertThat(report.findings()).extracting(SettingsReport.Finding::about).containsExactly("users");
        assertThat(report.toString()).doesNotContain(CANARY.reveal());
        assertThat(configuration.toString()).contains("site", "alice").doesNotContain(CANARY.reveal());
    }

    @Test
    void takesWhatOthersFound() {
        SettingsReport.Finding finding = new SettingsReport.Finding("password grant", "it is installed");

        SettingsReport report =
                SettingsReport.of(Settings.forIssuer(ISSUER).build()).with(finding);

        assertThat(report.findings()).containsExactly(finding);
    }

    private static Configuration configuration(Settings settings, Client... clients) {
        return new Configuration(settings, List.of(), List.of(), List.of(clients), List.of());
    }

    private static Arguments finding(String about, UnaryOperator<Settings.Builder> change, String words) {
        return Arguments.of(about, change, words);
    }
}
