// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.resource.RegisteredScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part {@code scopes} of a configuration: a list of objects, or an object from names to descriptions. */
final class ScopeSection {

    static final String FORM =
            "an object such as {\"photos.read\": \"See your photos\"}, or a list of objects with name and description";

    private static final String DESCRIPTION_FORM = "a sentence for the consent page";

    static final Member NAME = new Member("name", "a scope token", Member.REQUIRED, "The scope (RFC 6749 §3.3).");
    static final Member DESCRIPTION =
            new Member("description", DESCRIPTION_FORM, "the name", "What people read on the consent page.");
    static final List<Member> MEMBERS = List.of(NAME, DESCRIPTION);

    private ScopeSection() {}

    /** Reads the scopes by their names. */
    static Map<String, RegisteredScope> read(ConfiguredValue section) {
        Map<String, RegisteredScope> scopes = new LinkedHashMap<>();
        if (section.isObject()) {
            section.members(FORM).orElse(Map.of()).forEach((name, value) -> readPair(name, value, scopes));
        } else {
            section.elements(FORM).orElse(List.of()).forEach(element -> readObject(element, scopes));
        }
        return scopes;
    }

    private static void readPair(String name, ConfiguredValue value, Map<String, RegisteredScope> scopes) {
        try {
            Scope scope = new Scope(name);
            value.parse(DESCRIPTION_FORM, ScopeSection::described)
                    .ifPresent(description -> scopes.put(name, new RegisteredScope(scope, description)));
        } catch (IllegalArgumentException e) {
            value.refuse(e);
        }
    }

    private static void readObject(ConfiguredValue element, Map<String, RegisteredScope> scopes) {
        ConfiguredObject.of(element, MEMBERS)
                .ifPresent(object -> object.require(NAME, Scope::new).ifPresent(scope -> {
                    String description =
                            object.find(DESCRIPTION, ScopeSection::described).orElse(scope.value());
                    if (scopes.putIfAbsent(scope.value(), new RegisteredScope(scope, description)) != null) {
                        object.refuse(NAME, "the same scope is declared further up; remove one");
                    }
                }));
    }

    private static String described(String description) {
        if (description.isBlank()) {
            throw new IllegalArgumentException("a description must not be empty");
        }
        return description;
    }
}
