// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A contract that never fails proves nothing: here every race and most promises are seen to fail, once for each flaw. */
class BrokenStoresTest {

    @Nested
    class Flaws {

        @ParameterizedTest(name = "{0}")
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void areNoticedInATokenStore(TokenStoreFlaw flaw) {
            assertNoticed(PlainTokenStoreContractRun.class, flaw);
        }

        @ParameterizedTest(name = "{0}")
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void areNoticedInAOnceStore(OnceStoreFlaw flaw) {
            assertNoticed(PlainOnceStoreContractRun.class, flaw);
        }

        @ParameterizedTest(name = "{0}")
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void areNoticedInAClientStore(ClientStoreFlaw flaw) {
            assertNoticed(PlainClientStoreContractRun.class, flaw);
        }

        @ParameterizedTest(name = "{0}")
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void areNoticedInAConsentStore(ConsentStoreFlaw flaw) {
            assertNoticed(PlainConsentStoreContractRun.class, flaw);
        }

        @ParameterizedTest(name = "{0}")
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void areNoticedInAnInteractionStore(InteractionStoreFlaw flaw) {
            assertNoticed(PlainInteractionStoreContractRun.class, flaw);
        }

        @ParameterizedTest(name = "{0}")
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void areNoticedInASigningKeyStore(SigningKeyStoreFlaw flaw) {
            assertNoticed(PlainSigningKeyStoreContractRun.class, flaw);
        }

        private void assertNoticed(Class<?> contractRun, Flaw flaw) {
            Map<String, Throwable> failures = ContractRun.failures(contractRun, flaw);

            assertThat(failures.keySet()).containsExactlyInAnyOrderElementsOf(flaw.noticedBy());
            assertThat(failures.values())
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(AssertionError.class));
        }
    }

    @Nested
    class Contracts {

        @Test
        void accuseNoTokenStoreWithoutFlaws() {
            assertSound(PlainTokenStoreContractRun.class, TokenStoreFlaw.values());
        }

        @Test
        void accuseNoOnceStoreWithoutFlaws() {
            assertSound(PlainOnceStoreContractRun.class, OnceStoreFlaw.values());
        }

        @Test
        void accuseNoClientStoreWithoutFlaws() {
            assertSound(PlainClientStoreContractRun.class, ClientStoreFlaw.values());
        }

        @Test
        void accuseNoConsentStoreWithoutFlaws() {
            assertSound(PlainConsentStoreContractRun.class, ConsentStoreFlaw.values());
        }

        @Test
        void accuseNoInteractionStoreWithoutFlaws() {
            assertSound(PlainInteractionStoreContractRun.class, InteractionStoreFlaw.values());
        }

        @Test
        void accuseNoSigningKeyStoreWithoutFlaws() {
            assertSound(PlainSigningKeyStoreContractRun.class, SigningKeyStoreFlaw.values());
        }

        /** The same tests, which fail for the flaws, pass without one. */
        private void assertSound(Class<?> contractRun, Flaw... flaws) {
            List<String> tests = Stream.of(flaws)
                    .flatMap(flaw -> flaw.noticedBy().stream())
                    .distinct()
                    .toList();

            assertThat(ContractRun.failures(contractRun, tests, "NONE")).isEmpty();
        }
    }
}
