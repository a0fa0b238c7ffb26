// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.testkit.OnceStoreContract;
import io.symbolon.oauth.testkit.Race;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against broken statements; never run alone, since it is meant to fail. */
@ExtendWith(FlawOfTheRun.class)
final class FlawedOnceStoreRun extends OnceStoreContract {

    private final OpenStorage storage;

    FlawedOnceStoreRun(OpenStorage storage) {
        this.storage = storage;
    }

    @Override
    protected OnceStore open(Issuer issuer) {
        return storage.markers(issuer);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(200));
    }
}
