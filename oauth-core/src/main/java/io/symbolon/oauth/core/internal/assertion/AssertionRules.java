// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.assertion;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.assertion.AssertionLimits;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an assertion must say of itself before anybody looks for a key (RFC 7523 §3). None of it depends on who presents it,
 * so the answers tell nothing but what the presenter knows already.
 *
 * @param audiences by which names this server is the audience, of which an assertion has exactly one
 * @param types the explicit types that it may have; it may have none
 * @param limits how long it may be valid, and how wrong the clock of its maker may be
 * @param refusal the error
 */
record AssertionRules(
        Set<String> audiences, Set<String> types, AssertionLimits limits, Function<String, OAuthException> refusal) {

    /** The assertion, if it satisfies all rules. */
    Assertion read(Secret presented, Instant at) {
        if (presented.length() > Assertion.MAX_LENGTH) {
            throw refused("assertion-too-large", "the assertion is too large");
        }
        Assertion assertion = Assertion.parse(presented)
                .orElseThrow(() -> refused(
                        "assertion-malformed",
                        "the assertion is no signed JWT in compact form with strict JSON inside"));
        checkHeader(assertion);
        requireText(assertion, "iss");
        requireText(assertion, "sub");
        requireText(assertion, "jti");
        checkAudience(assertion);
        checkTimes(assertion, at);
        return assertion;
    }

    /** Until when it may be presented at all. */
    Instant refusedFrom(Assertion assertion) {
        return expiresAt(assertion).plus(limits.tolerance());
    }

    Instant expiresAt(Assertion assertion) {
        return assertion.time("exp").orElseThrow();
    }

    private void checkHeader(Assertion assertion) {
        if (assertion.hasCriticalHeader()) {
            // RFC 7515 §4.1.11: we understand no extension, so none may be critical
            throw refused("assertion-critical-header", "the assertion has a critical header, and none is understood");
        }
        Optional<String> type = assertion.type();
        if (type.isPresent() && !types.contains(type.get().toLowerCase(Locale.ROOT))) {
            // RFC 8725 §3.11: what was made for something else is not taken for this
            throw refused("assertion-type", "the assertion's typ is that of something else");
        }
    }

    private void requireText(Assertion assertion, String claim) {
        if (assertion.text(claim).isEmpty()) {
            throw refused("assertion-without-" + claim, "the assertion needs " + claim + ", 1 to 255 characters");
        }
    }

    private void checkAudience(Assertion assertion) {
        if (assertion.onlyAudience().filter(audiences::contains).isEmpty()) {
            throw refused(
                    "assertion-audience",
                    "the assertion's one aud must be "
                            + String.join(" or ", audiences.stream().sorted().toList()));
        }
    }

    private void checkTimes(Assertion assertion, Instant at) {
        Instant expiresAt = assertion
                .time("exp")
                .orElseThrow(() -> refused("assertion-without-exp", "the assertion needs exp, in seconds"));
        if (limits.hasEnded(expiresAt, at)) {
            throw refused("assertion-expired", "the assertion has expired");
        }
        if (limits.isTooLong(expiresAt, at)) {
            throw refused(
                    "assertion-lives-too-long",
                    "the assertion must expire within " + limits.longest().toSeconds() + " seconds");
        }
        refuseFuture(assertion, "nbf", "assertion-not-yet-valid", at);
        refuseFuture(assertion, "iat", "assertion-issued-in-the-future", at);
    }

    private void refuseFuture(Assertion assertion, String claim, String rule, Instant at) {
        Optional<Instant> time = assertion.time(claim);
        if (assertion.has(claim)
                && time.filter(it -> !limits.isInFuture(it, at)).isEmpty()) {
            throw refused(rule, "the assertion's " + claim + " is no time up to now, in seconds");
        }
    }

    OAuthException refused(String rule, String description) {
        return refusal.apply(description).refusedBy(rule);
    }
}
