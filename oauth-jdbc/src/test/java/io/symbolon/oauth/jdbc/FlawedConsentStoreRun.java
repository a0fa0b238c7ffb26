// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.testkit.ConsentStoreContract;
import io.symbolon.oauth.testkit.Race;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against broken statements; never run alone, since it is meant to fail. */
@ExtendWith(FlawOfTheRun.class)
final class FlawedConsentStoreRun extends ConsentStoreContract {

    private final OpenStorage storage;

    FlawedConsentStoreRun(OpenStorage storage) {
        this.storage = storage;
    }

    @Override
    protected ConsentStore open(Issuer issuer) {
        return storage.consents(issuer);
    }

    @Override
    protected Race race(int callers) {
        return Race.of(callers).lasting(Duration.ofMillis(200));
    }
}
