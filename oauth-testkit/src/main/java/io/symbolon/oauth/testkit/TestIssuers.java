// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import io.symbolon.oauth.api.Issuer;
import java.util.UUID;

/** Issuers for tests. */
public final class TestIssuers {

    private TestIssuers() {}

    /** One that nobody has used: its stores are empty, whatever else is in the database. */
    public static Issuer fresh() {
        return new Issuer("https://" + UUID.randomUUID() + ".example");
    }
}
