// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.token.Grant;

/** What somebody decided about a pending redeemable. */
public sealed interface Resolution {

    /**
     * It may be redeemed.
     *
     * @param grant the grant that is inserted with it
     */
    record Approved(Grant grant) implements Resolution {}

    /** It may not. */
    record Denied() implements Resolution {}
}
