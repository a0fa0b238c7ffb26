// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.exchange;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.exchange.ExchangedToken;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who acts for whom: the claims {@code act} and {@code may_act} (RFC 8693 §4.1, §4.4). */
final class Actors {

    static final String ACT = "act";
    static final String MAY_ACT = "may_act";

    /** The longest chain of actors; claims have a depth too. */
    private static final int MOST_ACTORS = 4;

    private Actors() {}

    /**
     * The claims of the new token: of a token of this server all that it says, of another's nothing but who acts; and in front
     * of whoever acted before, who acts now.
     */
    static Claims claims(ExchangedToken subject, Optional<ExchangedToken> actor, Issuer self) {
        Map<String, Object> claims = new LinkedHashMap<>();
        if (subject.issuer().isEmpty()) {
            claims.putAll(subject.claims().asMap());
        } else {
            copy(MAY_ACT, subject.claims(), claims);
            copy(ACT, subject.claims(), claims);
        }
        if (actor.isPresent()) {
            Map<String, Object> act = identity(actor.get(), self);
            copy(ACT, subject.claims(), act);
            claims.put(ACT, act);
        }
        if (depth(claims.get(ACT)) > MOST_ACTORS) {
            throw PresentedTokens.refused(
                    "exchange-too-many-actors", "at most " + MOST_ACTORS + " may act one for another");
        }
        return Claims.of(claims);
    }

    /**
     * Whether the subject token lets this actor act, which it does if it says nothing about it (RFC 8693 §4.4). Without an actor
     * token, the client itself is the one who will act.
     */
    static boolean mayAct(ExchangedToken subject, Optional<ExchangedToken> actor, Client client, Issuer self) {
        Object named = subject.claims().asMap().get(MAY_ACT);
        if (named == null) {
            return true;
        }
        Map<String, Object> identity = actor.map(token -> identity(token, self))
                .orElseGet(() -> identity(
                        Subject.ofClient(client.clientId()),
                        self.uri(),
                        client.clientId().value()));
        // every member must be met: one that is not understood restricts, too
        return named instanceof Map<?, ?> members
                && members.containsKey("sub")
                && members.entrySet().stream()
                        .allMatch(member -> member.getValue().equals(identity.get(member.getKey())));
    }

    /** By what somebody is known everywhere: the name at whoever named them, and of what type that is here. */
    private static Map<String, Object> identity(ExchangedToken token, Issuer self) {
        if (token.issuer().isPresent()) {
            Map<String, Object> foreign = new LinkedHashMap<>();
            foreign.put("iss", token.issuer().get());
            copy("sub", token.claims(), foreign);
            return foreign;
        }
        return identity(
                token.subject(), self.uri(), token.client().orElseThrow().value());
    }

    private static Map<String, Object> identity(Subject subject, String issuer, String clientId) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("iss", issuer);
        identity.put("sub", subject.value());
        identity.put("sub_type", subject.type().name().toLowerCase(Locale.ROOT));
        identity.put("client_id", clientId);
        return identity;
    }

    private static void copy(String claim, Claims from, Map<String, Object> to) {
        Object value = from.asMap().get(claim);
        if (value != null) {
            to.put(claim, value);
        }
    }

    private static int depth(@Nullable Object act) {
        int depth = 0;
        for (Object inner = act; inner instanceof Map<?, ?> members; inner = members.get(ACT)) {
            depth++;
        }
        return depth;
    }
}
