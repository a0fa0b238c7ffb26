// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.ScopeReads;

/** The scopes of one issuer. Blocking; safe for use by many threads. */
public interface ScopeStore extends ScopeReads {

    /** Adds the scope, or replaces the one with the same name. */
    void put(RegisteredScope scope);

    /** Removes the scope, if it is there. */
    void remove(Scope scope);
}
