// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.exchange;

import io.symbolon.oauth.api.exchange.ExchangePermission;
import io.symbolon.oauth.api.exchange.TokenExchange;
import io.symbolon.oauth.api.exchange.TokenExchangePolicy;
import java.util.List;
import java.util.Optional;

/** A policy of rules, of which the first one that fits allows an exchange; none allows nothing. */
public final class ExchangeRules implements TokenExchangePolicy {

    private final List<ExchangeRule> rules;

    private ExchangeRules(List<ExchangeRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The policy of these rules, in this order. */
    public static ExchangeRules of(List<ExchangeRule> rules) {
        return new ExchangeRules(rules);
    }

    /** The policy of these rules, in this order. */
    public static ExchangeRules of(ExchangeRule... rules) {
        return new ExchangeRules(List.of(rules));
    }

    @Override
    public Optional<ExchangePermission> decide(TokenExchange exchange) {
        return rules.stream().filter(rule -> rule.fits(exchange)).findFirst().map(ExchangeRule::permission);
    }
}
