// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import io.symbolon.oauth.api.ClientId;
import java.util.Optional;

/** The clients of one issuer, to be read. */
public interface ClientReads {

    /** The client, active or not. */
    Optional<Client> find(ClientId clientId);

    /** Whether an active client registered this origin for its pages; one look, however many clients there are. */
    boolean isCorsOriginRegistered(String origin);
}
