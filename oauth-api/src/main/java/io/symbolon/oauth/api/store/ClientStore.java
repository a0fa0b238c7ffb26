// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientReads;
import java.time.Instant;

/** The clients of one issuer. Blocking; safe for use by many threads; every operation is atomic. */
public interface ClientStore extends ClientReads {

    /** How a change ended. */
    enum Change {
        /** It is done. */
        DONE,
        /** A client with this identifier is there already. */
        EXISTS,
        /** There is no such client. */
        UNKNOWN
    }

    /** Adds a client; {@code DONE} or {@code EXISTS}. */
    Change add(Client client);

    /** Replaces a registration, but never moves {@code tokensValidFrom} back; {@code DONE} or {@code UNKNOWN}. */
    Change replace(Client client);

    /** Removes a client; its tokens are not valid from then on; {@code DONE} or {@code UNKNOWN}. */
    Change remove(ClientId client);

    /** Ends all tokens of the client that were issued up to and at this instant; {@code DONE} or {@code UNKNOWN}. */
    Change revokeTokens(ClientId client, Instant at);
}
