// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String ISSUER = "https://login.example.com";

    @Test
    void isSafeWithNothingButAnIssuer() {
        Settings settings = Settings.forIssuer(ISSUER).build();

        assertThat(settings.issuer()).isEqualTo(new Issuer(ISSUER));
        assertThat(settings.loginPage()).isEmpty();
        assertThat(settings.refreshTokenRotation()).isEqualTo(RefreshTokenRotation.ALWAYS);
        assertThat(settings.defaultAccessTokenFormat()).isEqualTo("opaque");
        assertThat(settings.signingAlgorithms()).containsExactly("RS256");
        assertThat(settings.throttle())
                .isEqualTo(new ThrottleSettings(5, Duration.ofSeconds(1), Duration.ofSeconds(60), 100_000));
        assertThat(settings.inMemory()).isEqualTo(InMemoryCapacity.standard());
    }

    @Nested
    class ADuration {

        static Stream<Span> spans() {
            return Stream.of(
                    new Span(
                            "authorization_code_lifetime",
                            "1s",
                            "1m",
                            "10m",
                            Settings.Builder::authorizationCodeLifetime,
                            Settings::authorizationCodeLifetime),
                    new Span(
                            "interaction_lifetime",
                            "10s",
                            "10m",
                            "10m",
                            Settings.Builder::interactionLifetime,
                            Settings::interactionLifetime),
                    new Span(
                            "device_code_lifetime",
                            "10s",
                            "10m",
                            "1h",
                            Settings.Builder::deviceCodeLifetime,
                            Settings::deviceCodeLifetime),
                    new Span(
                            "device_poll_interval",
                            "1s",
                            "5s",
                            "1m",
                            Settings.Builder::devicePollInterval,
                            Settings::devicePollInterval),
                    new Span(
                            "access_token_lifetime",
                            "1s",
                            "1h",
                            "24h",
                            Settings.Builder::accessTokenLifetime,
                            Settings::accessTokenLifetime),
                    new Span(
                            "self_contained_access_token_lifetime",
                            "1s",
                            "10m",
                            "24h",
                            Settings.Builder::selfContainedAccessTokenLifetime,
                            Settings::selfContainedAccessTokenLifetime),
                    new Span(
                            "refresh_token_sliding_lifetime",
                            "1s",
                            "30d",
                            "3650d",
                            Settings.Builder::refreshTokenSlidingLifetime,
                            Settings::refreshTokenSlidingLifetime),
                    new Span(
                            "refresh_token_absolute_lifetime",
                            "1s",
                            "365d",
                            "3650d",
                            Settings.Builder::refreshTokenAbsoluteLifetime,
                            Settings::refreshTokenAbsoluteLifetime),
                    new Span(
                            "refresh_window",
                            "0s",
                            "10s",
                            "60s",
                            Settings.Builder::refreshWindow,
                            Settings::refreshWindow),
                    new Span(
                            "signing_key_rotation",
                            "1h",
                            "90d",
                            "3650d",
                            Settings.Builder::signingKeyRotation,
                            Settings::signingKeyRotation),
                    new Span(
                            "signing_key_announcement",
                            "1m",
                            "1d",
                            "30d",
                            Settings.Builder::signingKeyAnnouncement,
                            Settings::signingKeyAnnouncement),
                    new Span(
                            "clock_tolerance",
                            "0s",
                            "5s",
                            "60s",
                            Settings.Builder::clockTolerance,
                            Settings::clockTolerance),
                    new Span(
                            "assertion_lifetime",
                            "10s",
                            "1h",
                            "24h",
                            Settings.Builder::assertionLifetime,
                            Settings::assertionLifetime),
                    new Span(
                            "assertion_clock_tolerance",
                            "0s",
                            "30s",
                            "5m",
                            Settings.Builder::assertionClockTolerance,
                            Settings::assertionClockTolerance),
                    new Span(
                            "key_cache_lifetime",
                            "1m",
                            "10m",
                            "24h",
                            Settings.Builder::keyCacheLifetime,
                            Settings::keyCacheLifetime),
                    new Span(
                            "key_fetch_timeout",
                            "100ms",
                            "5s",
                            "30s",
                            Settings.Builder::keyFetchTimeout,
                            Settings::keyFetchTimeout),
                    new Span(
                            "prune_interval",
                            "1s",
                            "1m",
                            "1h",
                            Settings.Builder::pruneInterval,
                            Settings::pruneInterval));
        }

        @ParameterizedTest
        @MethodSource("spans")
        void hasItsDefault(Span span) {
            Settings settings = Settings.forIssuer(ISSUER).build();

            assertThat(span.accessor().apply(settings)).isEqualTo(DurationText.parse(span.standard()));
        }

        @ParameterizedTest
        @MethodSource("spans")
        void takesItsBounds(Span span) {
            assertThat(span.checked(span.shortest())).isEqualTo(span.shortest());
            assertThat(span.checked(span.longest())).isEqualTo(span.longest());
        }

        @ParameterizedTest
        @MethodSource("spans")
        void isRefusedAtOnceBeyondThem(Span span) {
            assertRefused(span, span.shortest().minusNanos(1));
            assertRefused(span, span.longest().plusNanos(1));
            assertRefused(span, Duration.ofSeconds(-1));
            assertRefused(span, Duration.ofSeconds(Long.MAX_VALUE));
        }

        private void assertRefused(Span span, Duration duration) {
            Settings.Builder builder = Settings.forIssuer(ISSUER);

            assertThatThrownBy(() -> span.option().apply(builder, duration))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(span.name() + " is '" + DurationText.print(duration) + "', but allowed is ")
                    .hasMessageContaining("; write a duration")
                    .hasMessageEndingWith("the default is " + span.standard());
        }
    }

    @Nested
    class ACount {

        static Stream<Count> counts() {
            return Stream.of(
                    new Count(
                            "refresh_repeats", 1, 10, 1000, Settings.Builder::refreshRepeats, Settings::refreshRepeats),
                    new Count("prune_batch", 10, 1000, 100_000, Settings.Builder::pruneBatch, Settings::pruneBatch),
                    new Count(
                            "event_queue", 100, 10_000, 1_000_000, Settings.Builder::eventQueue, Settings::eventQueue),
                    new Count(
                            "max_query_length",
                            1024,
                            8192,
                            65_536,
                            Settings.Builder::maxQueryLength,
                            Settings::maxQueryLength));
        }

        @ParameterizedTest
        @MethodSource("counts")
        void hasItsDefaultAndTakesItsBounds(Count count) {
            Settings standard = Settings.forIssuer(ISSUER).build();
            Settings fewest =
                    count.option().apply(standard.toBuilder(), count.fewest()).build();
            Settings most =
                    count.option().apply(standard.toBuilder(), count.most()).build();

            assertThat(count.accessor().apply(standard)).isEqualTo(count.standard());
            assertThat(count.accessor().apply(fewest)).isEqualTo(count.fewest());
            assertThat(count.accessor().apply(most)).isEqualTo(count.most());
        }

        @ParameterizedTest
        @MethodSource("counts")
        void isRefusedAtOnceBeyondThem(Count count) {
            for (int wrong : List.of(count.fewest() - 1, count.most() + 1, -1, Integer.MAX_VALUE)) {
                Settings.Builder builder = Settings.forIssuer(ISSUER);

                assertThatThrownBy(() -> count.option().apply(builder, wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(count.name() + " is '" + wrong + "', but allowed is " + count.fewest()
                                + " to " + count.most())
                        .hasMessageContaining("; write a whole number; the default is " + count.standard());
            }
        }
    }

    @Nested
    class TheIssuer {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "login.example.com",
                    "http://login.example.com",
                    "https://login.example.com/",
                    "https://a.example/?q"
                })
        void isRefusedWhereItIsNoIssuerIdentifier(String uri) {
            assertThatThrownBy(() -> Settings.forIssuer(uri))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("issuer");
        }

        @Test
        void mayBeChangedInACopy() {
            Settings settings = Settings.forIssuer(ISSUER)
                    .accessTokenLifetime(Duration.ofMinutes(5))
                    .build();

            Settings copy = settings.toBuilder().issuer("http://localhost:8080").build();

            assertThat(copy.issuer().uri()).isEqualTo("http://localhost:8080");
            assertThat(copy.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(5));
            assertThat(settings.issuer().uri()).isEqualTo(ISSUER);
        }
    }

    @Nested
    class TheLoginPage {

        @Test
        void isAPathOnTheIssuersHost() {
            Settings settings =
                    Settings.forIssuer(ISSUER).loginPage("/login?from=oauth").build();

            assertThat(settings.loginPage()).contains(new ApplicationUri("/login?from=oauth"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "login", "//evil.example/login", "https://evil.example/login", "/\\evil.example"})
        void isNothingElse(String path) {
            Settings.Builder builder = Settings.forIssuer(ISSUER);

            assertThatThrownBy(() -> builder.loginPage(path)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class TheSigningAlgorithms {

        @Test
        void areTakenInTheOrderGiven() {
            Settings settings = Settings.forIssuer(ISSUER)
                    .signingAlgorithms("EdDSA", "RS256", "PS256", "ES256")
                    .build();

            assertThat(settings.signingAlgorithms()).containsExactly("EdDSA", "RS256", "PS256", "ES256");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "none", "HS256", "rs256", "RS256,RS256"})
        void areRefusedWhereNoneIsLeftUnknownOrRepeated(String names) {
            Settings.Builder builder = Settings.forIssuer(ISSUER);

            assertThatThrownBy(() -> builder.signingAlgorithms(names.split(",")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("signing_algorithms is '")
                    .hasMessageContaining("at least one of RS256, PS256, ES256, EdDSA; each at most once")
                    .hasMessageContaining("write a list of names; the default is [\"RS256\"]");
        }

        @Test
        void areRefusedWhereThereAreNone() {
            Settings.Builder builder = Settings.forIssuer(ISSUER);

            assertThatThrownBy(builder::signingAlgorithms).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class TheAccessTokenFormat {

        @Test
        void isAnyName() {
            Settings settings = Settings.forIssuer(ISSUER)
                    .defaultAccessTokenFormat("urn:example:macaroon")
                    .build();

            assertThat(settings.defaultAccessTokenFormat()).isEqualTo("urn:example:macaroon");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "at jwt", "jwt\n", "\u0131pek"})
        void isVisibleAscii(String name) {
            Settings.Builder builder = Settings.forIssuer(ISSUER);

            assertThatThrownBy(() -> builder.defaultAccessTokenFormat(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("default_access_token_format is '");
        }
    }

    @Nested
    class TheGroups {

        @Test
        void areTakenAsAWhole() {
            ThrottleSettings throttle = new ThrottleSettings(3, Duration.ofMillis(100), Duration.ofMinutes(5), 1000);
            InMemoryCapacity capacity = new InMemoryCapacity(1, 2, 3, 4, 5, 6, 7, 8);

            Settings settings = Settings.forIssuer(ISSUER)
                    .throttle(throttle)
                    .inMemory(capacity)
                    .build();

            assertThat(settings.throttle()).isEqualTo(throttle);
            assertThat(settings.inMemory()).isEqualTo(capacity);
        }

        @Test
        void refuseEachMemberBeyondItsBounds() {
            Duration second = Duration.ofSeconds(1);

            assertRefused("throttle_free_attempts", () -> new ThrottleSettings(0, second, second, 100));
            assertRefused("throttle_free_attempts", () -> new ThrottleSettings(1001, second, second, 100));
            assertRefused("throttle_first_delay", () -> new ThrottleSettings(1, Duration.ZERO, second, 100));
            assertRefused("throttle_first_delay", () -> new ThrottleSettings(1, Duration.ofHours(2), second, 100));
            assertRefused("throttle_longest_delay", () -> new ThrottleSettings(1, second, Duration.ofHours(2), 100));
            assertRefused("throttle_tracked_sources", () -> new ThrottleSettings(1, second, second, 99));
            assertRefused("throttle_tracked_sources", () -> new ThrottleSettings(1, second, second, 10_000_001));
        }

        @Test
        void refuseStoresThatAreTooLarge() {
            InMemoryCapacity large = InMemoryCapacity.standard().withOnceMarkers(100_000_001);
            InMemoryCapacity huge = InMemoryCapacity.standard().withAccessTokens(1L << 32);
            Settings.Builder builder = Settings.forIssuer(ISSUER);

            assertRefused("in_memory_once_markers is '100000001'", () -> builder.inMemory(large));
            assertRefused("in_memory_access_tokens is '", () -> builder.inMemory(huge));
        }

        @Test
        void refuseAFirstDelayAboveTheLongest() {
            assertRefused(
                    "throttle_first_delay is longer than throttle_longest_delay",
                    () -> new ThrottleSettings(1, Duration.ofSeconds(2), Duration.ofSeconds(1), 100));
        }

        private void assertRefused(String start, Runnable making) {
            assertThatThrownBy(making::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(start);
        }
    }

    @Nested
    class Contradictions {

        @Test
        void ofTheRefreshTokenLifetimes() {
            Settings.Builder builder = Settings.forIssuer(ISSUER).refreshTokenAbsoluteLifetime(Duration.ofDays(29));

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "refresh_token_sliding_lifetime is longer than refresh_token_absolute_lifetime, which ends"
                                    + " every refresh token; write a shorter sliding or a longer absolute lifetime");
        }

        @Test
        void ofTheSigningKeyTimes() {
            Settings.Builder builder = Settings.forIssuer(ISSUER).signingKeyRotation(Duration.ofDays(1));

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("signing_key_announcement is not shorter than signing_key_rotation");
        }

        @Test
        void areNamedTogether() {
            Settings.Builder builder = Settings.forIssuer(ISSUER)
                    .refreshTokenAbsoluteLifetime(Duration.ofDays(29))
                    .signingKeyRotation(Duration.ofDays(1));

            assertThatThrownBy(builder::build)
                    .hasMessageContaining("refresh_token_sliding_lifetime")
                    .hasMessageContaining("signing_key_announcement");
        }

        @Test
        void doNotIncludeEqualLifetimes() {
            Settings.Builder builder = Settings.forIssuer(ISSUER)
                    .refreshTokenSlidingLifetime(Duration.ofDays(30))
                    .refreshTokenAbsoluteLifetime(Duration.ofDays(30));

            assertThatCode(builder::build).doesNotThrowAnyException();
        }
    }

    @Test
    void areEqualWhereEveryValueIs() {
        Settings unwritten = Settings.forIssuer(ISSUER).build();
        Settings written =
                Settings.forIssuer(ISSUER).refreshWindow(Duration.ofSeconds(10)).build();
        Settings other =
                Settings.forIssuer(ISSUER).refreshWindow(Duration.ofSeconds(9)).build();

        assertThat(written).isEqualTo(unwritten).hasSameHashCodeAs(unwritten).isNotEqualTo(other);
        assertThat(written).asString().contains("issuer=" + ISSUER, "refresh_window=10s");
    }

    @Test
    void aBuilderThatWasRefusedKeepsWhatItHad() {
        Settings.Builder builder = Settings.forIssuer(ISSUER).refreshWindow(Duration.ofSeconds(3));

        assertThatThrownBy(() -> builder.refreshWindow(Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(builder.build().refreshWindow()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void everySettingIsListedOnceUnderAWireName() {
        List<String> names = SettingsTable.ALL.stream().map(Setting::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9]+(_[a-z0-9]+)*"));
    }

    record Span(
            String name,
            String atLeast,
            String standard,
            String atMost,
            BiFunction<Settings.Builder, Duration, Settings.Builder> option,
            Function<Settings, Duration> accessor) {

        Duration shortest() {
            return DurationText.parse(atLeast);
        }

        Duration longest() {
            return DurationText.parse(atMost);
        }

        /** The value after the builder took it; combinations are looked at elsewhere. */
        Duration checked(Duration duration) {
            Settings.Builder builder = Settings.forIssuer(ISSUER)
                    .refreshTokenSlidingLifetime(Duration.ofSeconds(1))
                    .signingKeyAnnouncement(Duration.ofMinutes(1))
                    .refreshTokenAbsoluteLifetime(Duration.ofDays(3650))
                    .signingKeyRotation(Duration.ofDays(3650));
            return accessor.apply(option.apply(builder, duration).build());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record Count(
            String name,
            int fewest,
            int standard,
            int most,
            BiFunction<Settings.Builder, Integer, Settings.Builder> option,
            Function<Settings, Integer> accessor) {

        @Override
        public String toString() {
            return name;
        }
    }
}
