// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part {@code saml_issuers} of a configuration: whose SAML assertions count, and for what. */
final class SamlIssuerSection {

    static final String FORM = TrustedIssuerSection.FORM;

    static final Member ISSUER = new Member(
            "issuer",
            "1 to 1024 characters",
            Member.REQUIRED,
            "The Issuer of its assertions, which is its entity ID, compared as an exact string.");
    static final Member CERTIFICATES = new Member(
            "certificates",
            "a list of certificates in PEM",
            Member.REQUIRED,
            "With the keys that it signs with, as its metadata has them; \"${file:idp.pem}\" takes one from a file. The key is"
                    + " what counts: neither who signed the certificate nor until when it is valid is looked at.");
    static final Member AUDIENCES = new Member(
            "audiences",
            "a list of URIs",
            Member.NONE,
            "By which names it may call this server, besides the issuer identifier and the token endpoint.");
    static final Member SUBJECT_PREFIX = new Member(
            "subject_prefix",
            TrustedIssuerSection.SUBJECT_PREFIX.form(),
            Member.REQUIRED,
            "What stands before the NameID of its assertions to make the account here. With an empty text its people are"
                    + " the accounts of the same name.");
    static final List<Member> MEMBERS = List.of(
            ISSUER, CERTIFICATES, AUDIENCES, SUBJECT_PREFIX, TrustedIssuerSection.SCOPE, TrustedIssuerSection.CLIENTS);

    private static final String CERTIFICATE_FORM = "a certificate in PEM, -----BEGIN CERTIFICATE----- and so on";
    private static final int LONGEST_ISSUER = 1024; // SAML 2.0 metadata §2.2.1

    private SamlIssuerSection() {}

    /** Reads the issuers, whose scopes must be among the declared ones. */
    static List<ConfiguredSamlIssuer> read(ConfiguredValue section, Set<String> scopesDeclared) {
        Map<String, ConfiguredSamlIssuer> issuers = new LinkedHashMap<>();
        section.elements(FORM)
                .orElse(List.of())
                .forEach(element -> ConfiguredObject.of(element, MEMBERS)
                        .ifPresent(object -> read(object, scopesDeclared, issuers)));
        return List.copyOf(issuers.values());
    }

    private static void read(
            ConfiguredObject object, Set<String> scopesDeclared, Map<String, ConfiguredSamlIssuer> issuers) {
        Optional<String> issuer = object.require(ISSUER, SamlIssuerSection::issuer);
        List<X509Certificate> certificates =
                object.each(CERTIFICATES, CERTIFICATE_FORM, SamlIssuerSection::certificate);
        List<String> audiences = object.each(AUDIENCES, "a URI", uri -> uri);
        Optional<String> prefix = object.require(SUBJECT_PREFIX, TrustedIssuerSection::prefix);
        List<Scope> scopes = object.find(
                        TrustedIssuerSection.SCOPE,
                        list -> DeclaredScopes.parse(list, scopesDeclared, object.problems()))
                .orElse(List.of());
        List<ClientId> clients = object.each(TrustedIssuerSection.CLIENTS, "a client identifier", ClientId::new);
        if (certificates.isEmpty() && object.isSound()) {
            object.refuse(CERTIFICATES.name() + " is missing; write " + CERTIFICATES.form());
        }
        if (object.isSound()) {
            ConfiguredSamlIssuer read = new ConfiguredSamlIssuer(
                    issuer.orElseThrow(),
                    certificates,
                    Set.copyOf(audiences),
                    prefix.orElseThrow(),
                    Scopes.of(scopes),
                    Set.copyOf(clients));
            if (issuers.putIfAbsent(read.issuer(), read) != null) {
                object.refuse(ISSUER, "the same issuer is declared further up; remove one");
            }
        }
    }

    private static String issuer(String text) {
        if (text.isEmpty() || text.length() > LONGEST_ISSUER) {
            throw new IllegalArgumentException("a SAML issuer has 1 to 1024 characters");
        }
        return text;
    }

    private static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("no certificate can be read from it", e);
        }
    }
}
