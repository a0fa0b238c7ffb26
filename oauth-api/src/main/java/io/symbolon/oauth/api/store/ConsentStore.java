// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Consent;
import java.time.Instant;
import java.util.Optional;

/** What resource owners agreed to. Blocking; safe for use by many threads; every operation is atomic. */
public interface ConsentStore {

    Optional<Consent> find(Subject subject, ClientId client);

    /** Adds these scopes to what is remembered, and answers with all that is; of two at once neither is lost. */
    Consent remember(Subject subject, ClientId client, Scopes scopes, Instant at);

    /** Forgets all that the resource owner agreed to for this client. */
    void forget(Subject subject, ClientId client);
}
