// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.exchange;

import java.util.Optional;

/**
 * Who may exchange what for whom (RFC 8693 §1.1, §5): a plug-in. What it does not allow is refused. That both tokens are
 * valid, and that a subject token that says who may act for its subject ({@code may_act}, §4.4) names this actor, was seen
 * before it is asked. Stateless and called from many threads.
 */
@FunctionalInterface
public interface TokenExchangePolicy {

    /** The permission; empty if there is none. */
    Optional<ExchangePermission> decide(TokenExchange exchange);
}
