// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

/** Whether a token's family lives; its expiry is another matter. */
public enum Liveness {
    /** Neither the token, nor a grant that it lives under, nor its subject's tokens were revoked. */
    LIVE,
    /** One of them was. */
    REVOKED
}
