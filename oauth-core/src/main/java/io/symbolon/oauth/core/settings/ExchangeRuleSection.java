// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.core.grant.exchange.ExchangeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part {@code exchange_rules} of a configuration: who may exchange what for whom. */
final class ExchangeRuleSection {

    static final String FORM = "a list of objects, [{ \"client_id\": ... }]";

    static final Member CLIENT_ID =
            new Member("client_id", "a client identifier", Member.REQUIRED, "The client that exchanges.");
    static final Member ISSUED_TO = new Member(
            "issued_to",
            "a list of client identifiers",
            Member.NONE,
            "The clients whose tokens of this server it may present as subject token.");
    static final Member ISSUERS = new Member(
            "issuers",
            "a list out of trusted_issuers",
            Member.NONE,
            "The trusted issuers whose JWTs it may present as subject token.");
    static final Member ACTORS = new Member(
            "actors",
            "a list of client identifiers",
            Member.NONE,
            "The clients that may act for the subject, each by an access token of its own as the actor token.");
    static final Member IMPERSONATION = new Member(
            "impersonation",
            "true or false",
            "false",
            "Whether it may do without an actor token, so that nobody sees that another one acts for the subject.");
    static final Member SCOPE = new Member(
            "scope",
            "a string of scope tokens separated by spaces",
            Member.REQUIRED,
            "The most that the new token holds; never more than the subject token. Each scope must be declared.");
    static final Member OUTLIVES_REVOCATION = new Member(
            "outlives_revocation",
            "true or false",
            "false",
            "Whether the new token lives on when the grants are revoked that it came from.");
    static final List<Member> MEMBERS =
            List.of(CLIENT_ID, ISSUED_TO, ISSUERS, ACTORS, IMPERSONATION, SCOPE, OUTLIVES_REVOCATION);

    private ExchangeRuleSection() {}

    /** Reads the rules, whose scopes and issuers must be among the declared ones. */
    static List<ExchangeRule> read(ConfiguredValue section, Set<String> scopesDeclared, Set<String> issuersDeclared) {
        List<ExchangeRule> rules = new ArrayList<>();
        section.elements(FORM)
                .orElse(List.of())
                .forEach(element -> ConfiguredObject.of(element, MEMBERS)
                        .flatMap(object -> read(object, scopesDeclared, issuersDeclared))
                        .ifPresent(rules::add));
        return List.copyOf(rules);
    }

    private static Optional<ExchangeRule> read(
            ConfiguredObject object, Set<String> scopesDeclared, Set<String> issuersDeclared) {
        Optional<ClientId> client = object.require(CLIENT_ID, ClientId::new);
        List<ClientId> issuedTo = object.each(ISSUED_TO, "a client identifier", ClientId::new);
        List<String> issuers = object.each(ISSUERS, "an issuer", issuer -> declared(issuer, issuersDeclared));
        List<ClientId> actors = object.each(ACTORS, "a client identifier", ClientId::new);
        boolean impersonation = object.flag(IMPERSONATION, false);
        boolean outlives = object.flag(OUTLIVES_REVOCATION, false);
        Optional<List<Scope>> scopes =
                object.require(SCOPE, list -> DeclaredScopes.parse(list, scopesDeclared, object.problems()));
        if (object.isSound() && issuedTo.isEmpty() && issuers.isEmpty()) {
            object.refuse("names no subject token; write issued_to or issuers");
        }
        if (object.isSound() && actors.isEmpty() && !impersonation) {
            object.refuse("lets nobody act; write actors, or \"impersonation\": true");
        }
        if (client.isEmpty() || !object.isSound()) {
            return Optional.empty();
        }
        ExchangeRule.Builder rule = ExchangeRule.forClient(client.get().value());
        issuedTo.forEach(each -> rule.issuedTo(each.value()));
        issuers.forEach(rule::issuer);
        actors.forEach(each -> rule.actor(each.value()));
        scopes.ifPresent(all -> all.forEach(scope -> rule.scopes(scope.value())));
        if (impersonation) {
            rule.impersonating();
        }
        if (outlives) {
            rule.outlivingRevocation();
        }
        return Optional.of(rule.build());
    }

    private static String declared(String issuer, Set<String> issuersDeclared) {
        if (!issuersDeclared.contains(issuer)) {
            throw new IllegalArgumentException("the issuer is none of trusted_issuers");
        }
        return issuer;
    }
}
