// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.resource;

import io.symbolon.oauth.api.Scope;
import java.util.List;
import java.util.Optional;

/** The scopes of one issuer, to be read. */
public interface ScopeReads {

    Optional<RegisteredScope> find(Scope scope);

    /** All of them; few enough to be held in memory. */
    List<RegisteredScope> all();
}
