// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.client.ClientType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One grant type (RFC 6749 §4): a plug-in. It decides and does nothing: the engine authenticates the client before, and
 * mints, stores and answers after. Implementations are stateless and called from many threads; a lost race may have
 * {@link #grant} called a second time for the same request.
 */
public interface GrantHandler extends GrantOrigin {

    /** The grant type that it answers for. */
    @Override
    GrantType grantType();

    /** The parameters that it reads, but for {@code grant_type}, {@code scope} and {@code resource}. */
    default List<Parameter<?>> parameters() {
        return List.of();
    }

    /** Which clients may use it at all. */
    default Set<ClientType> clientTypes() {
        return Set.of(ClientType.CONFIDENTIAL, ClientType.PUBLIC);
    }

    /**
     * What is granted.
     *
     * @throws io.symbolon.oauth.api.OAuthException if nothing is
     */
    GrantDecision grant(TokenRequest request);

    /**
     * Whose secret is presented, where it is one that people choose or type, so that it can be guessed: a username, for
     * instance. The engine then counts the requests that are refused with {@code invalid_grant}, for each name and
     * source address, and makes whoever fails too often wait. Never a secret itself.
     */
    default Optional<String> guessedName(Parameters presented) {
        return Optional.empty();
    }
}
