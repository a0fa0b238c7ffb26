// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.JwksUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part {@code trusted_issuers} of a configuration: whose assertions count, and for what. */
final class TrustedIssuerSection {

    static final String FORM = "a list of objects, [{ \"issuer\": ... }]";

    static final Member ISSUER = new Member(
            "issuer",
            "1 to 255 characters",
            Member.REQUIRED,
            "The iss of its assertions, compared as an exact string.");
    static final Member JWKS =
            new Member("jwks", PublicKeys.FORM, Member.NONE, "Its public keys (RFC 7517 §5). No private key is taken.");
    static final Member JWKS_URI = new Member(
            "jwks_uri",
            "an https URI",
            Member.NONE,
            "Where it publishes its public keys, instead of jwks. They are fetched when needed, from public addresses only.");
    static final Member SUBJECT_PREFIX = new Member(
            "subject_prefix",
            "a text, such as \"partner:\"",
            Member.REQUIRED,
            "What stands before the sub of its assertions to make the account here. With an empty text its people are the"
                    + " accounts of the same name.");
    static final Member SCOPE = new Member(
            "scope",
            "a string of scope tokens separated by spaces",
            Member.NONE,
            "The most that is granted on its word. Each scope must be declared under scopes or by a resource.");
    static final Member CLIENTS = new Member(
            "clients", "a list of client identifiers", "all", "The clients that may present its assertions.");
    static final List<Member> MEMBERS = List.of(ISSUER, JWKS, JWKS_URI, SUBJECT_PREFIX, SCOPE, CLIENTS);

    private TrustedIssuerSection() {}

    /** Reads the issuers, whose scopes must be among the declared ones. */
    static List<TrustedIssuer> read(ConfiguredValue section, Set<String> scopesDeclared) {
        Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
        section.elements(FORM)
                .orElse(List.of())
                .forEach(element -> ConfiguredObject.of(element, MEMBERS)
                        .ifPresent(object -> read(object, scopesDeclared, issuers)));
        return List.copyOf(issuers.values());
    }

    private static void read(ConfiguredObject object, Set<String> scopesDeclared, Map<String, TrustedIssuer> issuers) {
        Optional<TrustedIssuer.Builder> builder = object.require(ISSUER, TrustedIssuer::named);
        Optional<String> jwks = object.find(JWKS.name()).flatMap(PublicKeys::read);
        Optional<String> jwksUri = object.find(JWKS_URI, uri -> new JwksUri(uri).value());
        Optional<String> prefix = object.require(SUBJECT_PREFIX, TrustedIssuerSection::prefix);
        Optional<List<Scope>> scopes =
                object.find(SCOPE, list -> DeclaredScopes.parse(list, scopesDeclared, object.problems()));
        List<ClientId> clients = object.each(CLIENTS, "a client identifier", ClientId::new);
        if (builder.isEmpty() || !object.isSound()) {
            return;
        }
        TrustedIssuer.Builder issuer = builder.get().subjects(SubjectMapping.toAccount(prefix.orElseThrow()));
        jwks.ifPresent(issuer::jwks);
        jwksUri.ifPresent(issuer::jwksUri);
        scopes.ifPresent(all -> all.forEach(scope -> issuer.scopes(scope.value())));
        clients.forEach(client -> issuer.client(client.value()));
        if (jwks.isPresent() == jwksUri.isPresent()) {
            object.refuse("write one of jwks and jwks_uri");
        } else if (issuers.putIfAbsent(issuer.build().issuer(), issuer.build()) != null) {
            object.refuse(ISSUER, "the same issuer is declared further up; remove one");
        }
    }

    /** The prefix, if it is short enough for a subject. */
    static String prefix(String text) {
        if (text.length() > 100) {
            throw new IllegalArgumentException("a prefix has at most 100 characters");
        }
        return text;
    }
}
