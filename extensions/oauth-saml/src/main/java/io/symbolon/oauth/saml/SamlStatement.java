// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static io.symbolon.oauth.saml.SamlNames.BEARER;
import static io.symbolon.oauth.saml.SamlNames.SAML;

import io.symbolon.oauth.api.Claims;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a signed assertion says, in types.
 *
 * @param issuedAt when it was made
 * @param subject the name of whom it speaks for
 * @param claims all that a mapping of subjects may want to know
 * @param confirmations by whom it may be presented without any further proof, each with what it demands
 * @param conditions when it is valid, and for whom
 * @param sessionEnds when the sessions in which the subject was authenticated are over
 */
record SamlStatement(
        Instant issuedAt,
        String subject,
        Claims claims,
        List<Confirmation> confirmations,
        Conditions conditions,
        List<Instant> sessionEnds) {

    private static final int MAX_TEXT = 255;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** A bearer's {@code SubjectConfirmation}; without data it demands nothing of its own. */
    record Confirmation(boolean hasData, Optional<String> recipient, Optional<Instant> from, Optional<Instant> until) {}

    /**
     * The element {@code Conditions}.
     *
     * @param audiences of each restriction, those that it names; all restrictions hold
     * @param areUnderstood whether there is none among them that we do not know
     */
    record Conditions(
            Optional<Instant> from, Optional<Instant> until, List<List<String>> audiences, boolean areUnderstood) {}

    /** Reads it, or refuses what SAML 2.0 does not allow. */
    static SamlStatement of(PresentedAssertion assertion) {
        XmlElement root = assertion.root();
        if (!root.hasAttribute("Version", "2.0")) {
            throw Refusal.because("assertion-version", "the assertion must be of Version 2.0");
        }
        XmlElement subject = root.only(SAML, "Subject").orElseThrow(SamlStatement::withoutSubject);
        XmlElement name = subject.only(SAML, "NameID").orElseThrow(SamlStatement::withoutSubject);
        String value = name.text().filter(text -> text.length() <= MAX_TEXT).orElseThrow(SamlStatement::withoutSubject);
        return new SamlStatement(
                time(root, "IssueInstant")
                        .orElseThrow(() -> Refusal.because(
                                "assertion-without-issue-instant", "the assertion needs an IssueInstant")),
                value,
                claims(assertion, name, value),
                confirmations(subject),
                root.only(SAML, "Conditions")
                        .map(SamlStatement::conditions)
                        .orElseThrow(() -> Refusal.because(
                                "assertion-without-conditions", "the assertion needs Conditions, once")),
                sessionEnds(root));
    }

    private static List<Confirmation> confirmations(XmlElement subject) {
        List<Confirmation> found = new ArrayList<>();
        for (XmlElement element : subject.children(SAML, "SubjectConfirmation")) {
            if (element.hasAttribute("Method", BEARER)) {
                Optional<XmlElement> data = element.only(SAML, "SubjectConfirmationData");
                found.add(new Confirmation(
                        !element.children(SAML, "SubjectConfirmationData").isEmpty(),
                        data.flatMap(it -> it.attribute("Recipient")),
                        data.flatMap(it -> time(it, "NotBefore")),
                        data.flatMap(it -> time(it, "NotOnOrAfter"))));
            }
        }
        return found;
    }

    private static Conditions conditions(XmlElement conditions) {
        List<List<String>> audiences = new ArrayList<>();
        boolean areUnderstood = true;
        for (XmlElement condition : conditions.children()) {
            if (condition.is(SAML, "AudienceRestriction")) {
                audiences.add(condition.children(SAML, "Audience").stream()
                        .map(audience -> audience.text().orElse(""))
                        .toList());
            } else {
                // RFC 7522 §3: each works once anyway; we make no assertions that a proxy's restriction would reach
                areUnderstood &= condition.is(SAML, "OneTimeUse") || condition.is(SAML, "ProxyRestriction");
            }
        }
        return new Conditions(
                time(conditions, "NotBefore"), time(conditions, "NotOnOrAfter"), audiences, areUnderstood);
    }

    private static List<Instant> sessionEnds(XmlElement root) {
        return root.children(SAML, "AuthnStatement").stream()
                .flatMap(statement -> time(statement, "SessionNotOnOrAfter").stream())
                .toList();
    }

    private static Claims claims(PresentedAssertion assertion, XmlElement name, String value) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", assertion.issuer());
        claims.put("sub", value);
        name.attribute("Format").ifPresent(format -> claims.put("name_id_format", format));
        name.attribute("NameQualifier").ifPresent(qualifier -> claims.put("name_qualifier", qualifier));
        name.attribute("SPNameQualifier").ifPresent(qualifier -> claims.put("sp_name_qualifier", qualifier));
        claims.put("attributes", attributes(assertion.root()));
        return Claims.of(claims);
    }

    private static Map<String, List<String>> attributes(XmlElement root) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        root.children(SAML, "AttributeStatement").stream()
                .flatMap(statement -> statement.children(SAML, "Attribute").stream())
                .forEach(attribute -> attributes
                        .computeIfAbsent(attribute.attribute("Name").orElse(""), unused -> new ArrayList<>())
                        .addAll(values(attribute)));
        return attributes;
    }

    private static List<String> values(XmlElement attribute) {
        return attribute.children(SAML, "AttributeValue").stream()
                .flatMap(value -> value.text().stream())
                .toList();
    }

    /** A time of SAML 2.0 core §1.3.3; a time that cannot be read never counts as none. */
    private static Optional<Instant> time(XmlElement element, String attribute) {
        return element.attribute(attribute).map(text -> {
            try {
                Instant time = Instant.parse(text);
                if (time.isAfter(Instant.EPOCH) && time.isBefore(LAST)) {
                    return time;
                }
            } catch (DateTimeException e) {
                throw unreadable(attribute);
            }
            throw unreadable(attribute);
        });
    }

    private static RuntimeException unreadable(String attribute) {
        return Refusal.because("assertion-time", attribute + " must be a time in UTC, such as 2026-03-01T12:00:00Z");
    }

    private static RuntimeException withoutSubject() {
        return Refusal.because(
                "assertion-without-subject", "the assertion needs a Subject with a NameID of 1 to 255 characters");
    }
}
