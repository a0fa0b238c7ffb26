// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.ClientReads;
import jakarta.inject.Inject;

/** RFC 9068 §5, RFC 9700 §4.15: no account may be mistaken for a client that acts in its own name. */
final class ConfusableSubjects {

    private final ClientReads clients;

    @Inject
    ConfusableSubjects(ClientReads clients) {
        this.clients = clients;
    }

    /**
     * Returns if the account's subject is no client's identifier.
     *
     * @throws IllegalArgumentException if it is
     */
    void refuse(Subject subject) {
        if (subject.value().chars().allMatch(c -> c >= 0x20 && c <= 0x7E)
                && clients.find(new ClientId(subject.value())).isPresent()) {
            throw new IllegalArgumentException("the account has the identifier of a client; give it another subject");
        }
    }
}
