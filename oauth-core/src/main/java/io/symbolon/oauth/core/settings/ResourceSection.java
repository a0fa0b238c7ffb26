// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.resource.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part {@code resources} of a configuration: the protected resources, usually APIs. */
final class ResourceSection {

    static final String FORM = "a list of objects, [{ \"resource\": ... }]";

    static final Member RESOURCE = new Member(
            "resource",
            "an absolute URI without fragment, such as https://api.example.com",
            Member.REQUIRED,
            "The identifier that clients name (RFC 8707) and that is the audience of tokens for it.");
    static final Member SCOPES = new Member(
            "scopes",
            "a list of scope tokens",
            Member.NONE,
            "The scopes that mean something to it; a token for it holds no other. One that is not declared under scopes"
                    + " is declared by this, and described by its name.");
    static final Member ACCESS_TOKEN_FORMAT = new Member(
            "access_token_format",
            "the name of a format, such as opaque or at+jwt",
            "the client's",
            "The format of access tokens for it.");
    static final List<Member> MEMBERS = List.of(RESOURCE, SCOPES, ACCESS_TOKEN_FORMAT);

    private ResourceSection() {}

    /** Reads the resources by their identifiers. */
    static Map<String, Resource> read(ConfiguredValue section) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        section.elements(FORM)
                .orElse(List.of())
                .forEach(element -> ConfiguredObject.of(element, MEMBERS).ifPresent(object -> read(object, resources)));
        return resources;
    }

    private static void read(ConfiguredObject object, Map<String, Resource> resources) {
        Optional<ResourceUri> uri = object.require(RESOURCE, ResourceUri::new);
        Scopes scopes = Scopes.of(object.each(SCOPES, "a scope token", Scope::new));
        Optional<String> format = object.find(ACCESS_TOKEN_FORMAT, SettingType.Name::parse);
        uri.ifPresent(identifier -> {
            if (resources.putIfAbsent(identifier.value(), new Resource(identifier, scopes, format)) != null) {
                object.refuse(RESOURCE, "the same resource is declared further up; remove one");
            }
        });
    }
}
