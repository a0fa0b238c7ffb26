// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.testkit.InteractionStoreContract;
import io.symbolon.oauth.testkit.Race;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against a store with the flaw of the run; never run alone, since it is meant to fail. */
@ExtendWith(FlawOfTheRun.class)
class PlainInteractionStoreContractRun extends InteractionStoreContract {

    private final InteractionStoreFlaw flaw;
    private final PlainInteractionStore openToAll;

    PlainInteractionStoreContractRun(InteractionStoreFlaw flaw) {
        this.flaw = flaw;
        this.openToAll = new PlainInteractionStore(flaw);
    }

    @Override
    protected InteractionStore open(Issuer issuer) {
        return flaw == InteractionStoreFlaw.IS_OPEN_TO_ALL_ISSUERS ? openToAll : new PlainInteractionStore(flaw);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(200));
    }
}
