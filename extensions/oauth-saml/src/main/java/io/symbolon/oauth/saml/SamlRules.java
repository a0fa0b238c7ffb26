// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import io.symbolon.oauth.api.assertion.AssertionLimits;
import io.symbolon.oauth.saml.SamlStatement.Conditions;
import io.symbolon.oauth.saml.SamlStatement.Confirmation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a signed assertion must say to be taken here and now (RFC 7522 §3).
 *
 * @param tokenEndpoint the recipient
 * @param audiences by which names this server is the audience
 * @param limits how long it may be valid, and how wrong the clock of its maker may be
 */
record SamlRules(String tokenEndpoint, Set<String> audiences, AssertionLimits limits) {

    /** When the assertion expires, if it satisfies all rules. */
    Instant requireValid(SamlStatement statement, Instant at) {
        Conditions conditions = statement.conditions();
        requireAudience(conditions);
        List<Confirmation> confirmations = confirmationsHere(statement);
        requireBegun(statement, confirmations, at);
        Instant expiresAt = expiry(conditions, confirmations);
        if (limits.hasEnded(expiresAt, at)) {
            throw Refusal.because("assertion-expired", "the assertion has expired");
        }
        if (limits.isTooLong(expiresAt, at)) {
            throw Refusal.because(
                    "assertion-lives-too-long",
                    "the assertion must expire within " + limits.longest().toSeconds() + " seconds");
        }
        if (statement.sessionEnds().stream().anyMatch(end -> limits.hasEnded(end, at))) {
            throw Refusal.because("assertion-session-ended", "the session of SessionNotOnOrAfter is over");
        }
        return expiresAt;
    }

    /** From when on it is refused, whatever the clocks. */
    Instant refusedFrom(Instant expiresAt) {
        return expiresAt.plus(limits.tolerance());
    }

    // each restriction must hold, and none may let anybody else present the assertion to somebody else
    private void requireAudience(Conditions conditions) {
        if (!conditions.areUnderstood()) {
            throw Refusal.because(
                    "assertion-condition-unknown",
                    "Conditions may be AudienceRestriction, OneTimeUse and ProxyRestriction only");
        }
        boolean isForUs = !conditions.audiences().isEmpty()
                && conditions.audiences().stream().allMatch(named -> named.size() == 1 && audiences.containsAll(named));
        if (!isForUs) {
            throw Refusal.because(
                    "assertion-audience",
                    "the one Audience must be "
                            + String.join(" or ", audiences.stream().sorted().toList()));
        }
    }

    /** Those for this server; all of them count, so that what has expired cannot come back by another one. */
    private List<Confirmation> confirmationsHere(SamlStatement statement) {
        if (statement.confirmations().isEmpty()) {
            throw Refusal.because("assertion-not-for-bearers", "the Subject needs a SubjectConfirmation for bearers");
        }
        List<Confirmation> here = statement.confirmations().stream()
                .filter(it -> !it.hasData()
                        || it.recipient().filter(tokenEndpoint::equals).isPresent())
                .toList();
        if (here.isEmpty()) {
            throw Refusal.because(
                    "assertion-recipient", "the Recipient of SubjectConfirmationData must be " + tokenEndpoint);
        }
        return here;
    }

    private void requireBegun(SamlStatement statement, List<Confirmation> confirmations, Instant at) {
        if (limits.isInFuture(statement.issuedAt(), at)) {
            throw Refusal.because("assertion-issued-in-the-future", "the IssueInstant is still to come");
        }
        List<Optional<Instant>> starts = new ArrayList<>();
        starts.add(statement.conditions().from());
        confirmations.forEach(confirmation -> starts.add(confirmation.from()));
        if (starts.stream().flatMap(Optional::stream).anyMatch(start -> limits.isInFuture(start, at))) {
            throw Refusal.because("assertion-not-yet-valid", "the instant of NotBefore is still to come");
        }
    }

    /** The first of all ends; SubjectConfirmationData always has one, and without it Conditions must. */
    private static Instant expiry(Conditions conditions, List<Confirmation> confirmations) {
        List<Instant> ends = new ArrayList<>();
        conditions.until().ifPresent(ends::add);
        for (Confirmation confirmation : confirmations) {
            if (confirmation.hasData() && confirmation.until().isEmpty()) {
                throw withoutEnd("SubjectConfirmationData");
            }
            confirmation.until().ifPresent(ends::add);
        }
        if (ends.isEmpty()) {
            throw withoutEnd("Conditions");
        }
        return Collections.min(ends);
    }

    private static RuntimeException withoutEnd(String element) {
        return Refusal.because("assertion-without-expiry", element + " needs NotOnOrAfter");
    }
}
