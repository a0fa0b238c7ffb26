// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.testkit.Race;
import io.symbolon.oauth.testkit.SigningKeyStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against a store with the flaw of the run; never run alone, since it is meant to fail. */
@ExtendWith(FlawOfTheRun.class)
class PlainSigningKeyStoreContractRun extends SigningKeyStoreContract {

    private final SigningKeyStoreFlaw flaw;
    private final PlainSigningKeyStore openToAll;

    PlainSigningKeyStoreContractRun(SigningKeyStoreFlaw flaw) {
        this.flaw = flaw;
        this.openToAll = new PlainSigningKeyStore(flaw);
    }

    @Override
    protected SigningKeyStore open(Issuer issuer) {
        return flaw == SigningKeyStoreFlaw.IS_OPEN_TO_ALL_ISSUERS ? openToAll : new PlainSigningKeyStore(flaw);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(200));
    }
}
