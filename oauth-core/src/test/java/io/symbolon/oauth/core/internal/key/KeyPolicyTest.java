// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPolicyTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void asksToBeMaintainedTwiceInTheShortestAnnouncement() {
        assertThat(KeyPolicy.standard().maintainEvery()).isEqualTo(Duration.ofMinutes(15));
        assertThat(policy(2048, HOUR, Duration.ofMinutes(10)).maintainEvery()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void refusesNoAlgorithmAndOneTwice() {
        KeyPolicy standard = KeyPolicy.standard();

        assertThatIllegalArgumentException().isThrownBy(() -> standard.withAlgorithms(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard.withAlgorithms(List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.RS256)))
                .withMessageContaining("each once");
    }

    @Test
    void refusesWeakRsaKeys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(1024, DAY, HOUR))
                .withMessageContaining("1024");
    }

    @Test
    void refusesToAnnounceForLongerThanHalfTheTimeThatAKeyIsActive() {
        assertThat(policy(3072, DAY, Duration.ofHours(12)).rsaBits()).isEqualTo(3072);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(2048, DAY, Duration.ofHours(12).plusNanos(1)))
                .withMessageContaining("PT24H");
    }

    private static KeyPolicy policy(int rsaBits, Duration rotateAfter, Duration announceBefore) {
        return new KeyPolicy(
                List.of(SignatureAlgorithm.RS256),
                rsaBits,
                rotateAfter,
                announceBefore,
                HOUR,
                DAY,
                HOUR,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }
}
