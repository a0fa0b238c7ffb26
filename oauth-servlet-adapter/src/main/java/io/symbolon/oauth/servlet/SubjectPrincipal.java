// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import io.symbolon.oauth.api.Subject;
import java.security.Principal;

/**
 * The subject of a verified access token, as the container's principal. Its name cannot be mistaken: an account has its
 * identifier, and a client that acts for itself has {@code client:} and its identifier, so that code which looks only at
 * {@code getRemoteUser()} never takes a client for the account of the same identifier. Account identifiers that begin
 * with {@code client:} or {@code account:} get {@code account:} in front; so two subjects never share a name.
 *
 * @param subject whom the token speaks for
 */
public record SubjectPrincipal(Subject subject) implements Principal {

    private static final String CLIENT = "client:";
    private static final String ACCOUNT = "account:";

    @Override
    public String getName() {
        String identifier = subject.value();
        if (!subject.isAccount()) {
            return CLIENT + identifier;
        }
        boolean ambiguous = identifier.startsWith(CLIENT) || identifier.startsWith(ACCOUNT);
        return ambiguous ? ACCOUNT + identifier : identifier;
    }
}
