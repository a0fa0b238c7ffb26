// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Secret;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    private static final Secret PASSWORD = Secret.of("alice-in-photos");

    @Test
    void matchesItsPasswordAndNoOther() {
        PasswordHash hash = PasswordHash.of(PASSWORD);

        assertThat(hash.matches(PASSWORD)).isTrue();
        assertThat(hash.matches(Secret.of("alice-in-photo"))).isFalse();
    }

    @Test
    void isAnotherOneEachTime() {
        assertThat(PasswordHash.of(PASSWORD)).isNotEqualTo(PasswordHash.of(PASSWORD));
    }

    @Test
    void isNotPrinted() {
        PasswordHash hash = PasswordHash.of(PASSWORD);

        assertThat(hash).hasToString("[pbkdf2]");
    }

    @Test
    void isThatOfThePasswordsThatTheDemoPrints() {
        assertThat(Demo.PEOPLE)
                .allSatisfy(person -> assertThat(Demo.accounts().authenticate(person, Secret.of(Demo.password(person))))
                        .isPresent());
    }
}
