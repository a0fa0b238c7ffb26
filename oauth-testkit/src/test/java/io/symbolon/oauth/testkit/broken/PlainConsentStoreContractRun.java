// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.testkit.ConsentStoreContract;
import io.symbolon.oauth.testkit.Race;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against a store with the flaw of the run; never run alone, since it is meant to fail. */
@ExtendWith(FlawOfTheRun.class)
class PlainConsentStoreContractRun extends ConsentStoreContract {

    private final ConsentStoreFlaw flaw;
    private final PlainConsentStore openToAll;

    PlainConsentStoreContractRun(ConsentStoreFlaw flaw) {
        this.flaw = flaw;
        this.openToAll = new PlainConsentStore(flaw);
    }

    @Override
    protected ConsentStore open(Issuer issuer) {
        return flaw == ConsentStoreFlaw.IS_OPEN_TO_ALL_ISSUERS ? openToAll : new PlainConsentStore(flaw);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(200));
    }
}
