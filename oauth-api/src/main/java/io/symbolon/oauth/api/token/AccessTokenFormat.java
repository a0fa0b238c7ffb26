// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Secret;
import java.time.Instant;
import java.util.Optional;

/** A shape of access tokens: a plug-in. Called from many threads. */
public interface AccessTokenFormat {

    /** The name by which clients and resources choose it, such as {@code opaque} or {@code at+jwt}. */
    String name();

    /** Gives the token its shape; writes nothing. */
    MintedAccessToken mint(AccessTokenDraft draft);

    /**
     * What a self-contained token says, if it is one of this format, is genuine and was minted by this issuer; expired
     * ones too. Empty for anything else. Stored formats always answer empty.
     */
    Optional<AccessToken> verify(Secret presented, Instant receivedAt);
}
