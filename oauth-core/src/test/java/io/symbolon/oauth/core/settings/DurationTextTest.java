// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "0s, PT0S, 0s",
        "250ms, PT0.25S, 250ms",
        "90s, PT1M30S, 90s",
        "60s, PT1M, 1m",
        "10m, PT10M, 10m",
        "24h, PT24H, 1d",
        "0030d, PT720H, 30d",
    })
    void readsAWholeNumberWithAUnitAndWritesTheLongestUnit(String text, Duration duration, String shortest) {
        Duration parsed = DurationText.parse(text);

        assertThat(parsed).isEqualTo(duration);
        assertThat(DurationText.print(parsed)).isEqualTo(shortest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "m", "10", "10 m", " 10m", "-1s", "+1s", "1.5h", "1h30m", "PT10M", "10M", "10min", "\u0661s", "1\nm"
            })
    void refusesEveryOtherForm(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is no duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999d", "9999999999999999999999999999s"})
    void refusesWhatOverflows(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesWhatHasNoUnitAsIso8601() {
        assertThat(DurationText.print(Duration.ofNanos(1))).isEqualTo("PT0.000000001S");
    }
}
