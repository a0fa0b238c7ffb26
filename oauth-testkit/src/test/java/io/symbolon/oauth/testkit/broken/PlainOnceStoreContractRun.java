// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.testkit.OnceStoreContract;
import io.symbolon.oauth.testkit.Race;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against a store with the flaw of the run; never run alone, since it is meant to fail. */
@ExtendWith(FlawOfTheRun.class)
class PlainOnceStoreContractRun extends OnceStoreContract {

    private final OnceStoreFlaw flaw;
    private final PlainOnceStore openToAll;

    PlainOnceStoreContractRun(OnceStoreFlaw flaw) {
        this.flaw = flaw;
        this.openToAll = new PlainOnceStore(flaw);
    }

    @Override
    protected OnceStore open(Issuer issuer) {
        return flaw == OnceStoreFlaw.IS_OPEN_TO_ALL_ISSUERS ? openToAll : new PlainOnceStore(flaw);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(200));
    }
}
