// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.testkit.Race;
import io.symbolon.oauth.testkit.TokenStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against a store with the flaw of the run; never run alone, since it is meant to fail. */
@ExtendWith(FlawOfTheRun.class)
class PlainTokenStoreContractRun extends TokenStoreContract {

    private final TokenStoreFlaw flaw;
    private final PlainTokenStore openToAll;

    PlainTokenStoreContractRun(TokenStoreFlaw flaw) {
        this.flaw = flaw;
        this.openToAll = new PlainTokenStore(flaw);
    }

    @Override
    protected TokenStore open(Issuer issuer) {
        return flaw == TokenStoreFlaw.IS_OPEN_TO_ALL_ISSUERS ? openToAll : new PlainTokenStore(flaw);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(200));
    }
}
