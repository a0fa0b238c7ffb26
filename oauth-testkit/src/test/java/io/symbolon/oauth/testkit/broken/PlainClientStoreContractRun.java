// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.testkit.ClientStoreContract;
import io.symbolon.oauth.testkit.Race;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against a store with the flaw of the run; never run alone, since it is meant to fail. */
@ExtendWith(FlawOfTheRun.class)
class PlainClientStoreContractRun extends ClientStoreContract {

    private final ClientStoreFlaw flaw;
    private final PlainClientStore openToAll;

    PlainClientStoreContractRun(ClientStoreFlaw flaw) {
        this.flaw = flaw;
        this.openToAll = new PlainClientStore(flaw);
    }

    @Override
    protected ClientStore open(Issuer issuer) {
        return flaw == ClientStoreFlaw.IS_OPEN_TO_ALL_ISSUERS ? openToAll : new PlainClientStore(flaw);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(200));
    }
}
