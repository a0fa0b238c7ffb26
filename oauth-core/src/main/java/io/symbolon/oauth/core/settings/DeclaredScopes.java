// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A list of scopes in a configuration, each of which must be declared in it. */
final class DeclaredScopes {

    private DeclaredScopes() {}

    static List<Scope> parse(String list, Set<String> declared, Problems problems) {
        List<Scope> scopes = Scopes.parse(list).asList();
        List<String> unknown = scopes.stream()
                .map(Scope::value)
                .filter(scope -> !declared.contains(scope))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(unknown.stream()
                    .map(scope -> "the scope '" + Spelling.printable(scope) + "' is not declared; "
                            + Spelling.hint(scope, problems.showable(declared)))
                    .collect(Collectors.joining("; ")));
        }
        return scopes;
    }
}
