// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.testkit.Race;
import io.symbolon.oauth.testkit.TokenStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against broken statements; never run alone, since it is meant to fail. */
@ExtendWith(FlawOfTheRun.class)
final class FlawedTokenStoreRun extends TokenStoreContract {

    private final OpenStorage storage;

    FlawedTokenStoreRun(OpenStorage storage) {
        this.storage = storage;
    }

    @Override
    protected TokenStore open(Issuer issuer) {
        return storage.tokens(issuer);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(200));
    }
}
