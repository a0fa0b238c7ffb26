// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static io.symbolon.oauth.saml.SamlServer.member;
import static io.symbolon.oauth.saml.SamlText.ISSUER;
import static io.symbolon.oauth.saml.SamlText.KEY;
import static io.symbolon.oauth.saml.SamlText.PARTNER;
import static io.symbolon.oauth.saml.SamlText.STRANGERS_KEY;
import static io.symbolon.oauth.saml.SamlText.TOKEN_ENDPOINT;
import static io.symbolon.oauth.saml.SamlText.right;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SAML 2.0 bearer grant (RFC 7522 §2.1, §3) on a whole server. */
final class SamlBearerTest {

    private static final String OTHER_DATA = """
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData Recipient="%s" NotOnOrAfter="%s"/></saml:SubjectConfirmation></saml:Subject>""";
    private static final String DATA = "<saml:SubjectConfirmationData Recipient=\"" + TOKEN_ENDPOINT
            + "\" NotOnOrAfter=\"2026-03-01T12:01:00Z\"/>";
    private static final String CONDITIONS_END = " NotOnOrAfter=\"2026-03-01T12:02:00Z\"";
    private static final String AUDIENCE = "<saml:Audience>" + ISSUER + "</saml:Audience>";

    private final SamlServer on = SamlServer.start();

    @AfterEach
    void stop() {
        on.close();
    }

    @Nested
    @DisplayName("RFC 7522 §2.1: an assertion of a trusted issuer")
    class Granting {

        @Test
        void opensAGrantForTheMappedAccount() {
            VerifiedAccess access = on.accessOf(on.present(right().signed()));

            assertThat(access.subject()).isEqualTo(Subject.ofAccount("partner:alice"));
            assertThat(access.scopes()).hasToString("photos.read");
        }

        @Test
        @DisplayName("RFC 7521 §4.1: gets no refresh token")
        @Tag("threat-rfc7522-6-stolen")
        void getsNoRefreshToken() {
            assertThat(on.present(right().signed()).body().asUtf8()).doesNotContain("refresh_token");
        }

        @Test
        @Tag("threat-rfc7522-6-stolen")
        void grantsNoScopeThatTheIssuerIsNotTrustedFor() {
            Response response = on.presentEncoded(SamlText.encoded(right().signed()), "&scope=photos.write");

            assertThat(member(response, "error")).isEqualTo("invalid_scope");
        }

        @Test
        @Tag("security-case-46")
        @DisplayName("of a person named like a client never becomes that client")
        void neverMakesAClientOfAPerson() {
            VerifiedAccess access =
                    on.accessOf(on.present(right().with(">alice<", ">backend<").signed()));

            assertThat(access.subject()).isEqualTo(Subject.ofAccount("partner:backend"));
        }

        @Test
        @Tag("security-case-51")
        void takesNoAudienceOfTheTokenFromTheAssertion() {
            assertThat(on.accessOf(on.present(right().signed())).audience()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
                    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
                    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"
                })
        void maySignWithRsa(String algorithm) {
            KeyPair rsa = SamlText.newKey("RSA", 2048);
            try (SamlServer trusting =
                    SamlServer.start(SamlServer.partner().key(rsa.getPublic()).build())) {
                String assertion = right().by(algorithm)
                        .digestedBy("http://www.w3.org/2001/04/xmldsig-more#sha384")
                        .signedBy(rsa);

                assertThat(trusting.present(assertion).status()).isEqualTo(200);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
                    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"
                })
        void maySignWithLongerDigests(String algorithm) {
            String assertion =
                    right().by(algorithm).digestedBy(DigestMethod.SHA512).signed();

            assertThat(on.present(assertion).status()).isEqualTo(200);
        }

        @Test
        void mayKeepPrefixesOfNamespaces() {
            String assertion = right().with("<saml:NameID>", "<saml:NameID xmlns:xs=\"urn:x\">")
                    .knowing("xs", "saml")
                    .signed();

            assertThat(assertion).contains("PrefixList=\"xs saml\"");
            assertThat(on.present(assertion).status()).isEqualTo(200);
        }

        @Test
        void mayNameThisServerByItsTokenEndpoint() {
            String assertion = right().with(AUDIENCE, "<saml:Audience>" + TOKEN_ENDPOINT + "</saml:Audience>")
                    .signed();

            assertThat(on.present(assertion).status()).isEqualTo(200);
        }

        @Test
        void mayNameThisServerAsTheIssuersRegistrationSays() {
            try (SamlServer named = SamlServer.start(
                    SamlServer.partner().audience("urn:our:entity").build())) {
                String assertion = right().with(AUDIENCE, "<saml:Audience>urn:our:entity</saml:Audience>")
                        .signed();

                assertThat(named.present(assertion).status()).isEqualTo(200);
            }
        }

        @Test
        @DisplayName("§3: needs no SubjectConfirmationData where Conditions say until when")
        void needsNoConfirmationData() {
            assertThat(on.present(right().without(DATA).signed()).status()).isEqualTo(200);
        }

        @Test
        void needsNoEndInConditionsWhereConfirmationHasOne() {
            assertThat(on.present(right().without(CONDITIONS_END).signed()).status())
                    .isEqualTo(200);
        }

        @Test
        void mayBeConfirmedElsewhereToo() {
            String assertion = right().with(
                            "</saml:Subject>",
                            OTHER_DATA.formatted("https://other.example/token", "2026-03-01T12:30:00Z"))
                    .signed();

            assertThat(on.present(assertion).status()).isEqualTo(200);
        }

        @Test
        void mayHaveConditionsThatAreKept() {
            String assertion = right().with(
                            "</saml:Conditions>",
                            "<saml:OneTimeUse/><saml:ProxyRestriction Count=\"0\"/></saml:Conditions>")
                    .signed();

            assertThat(on.present(assertion).status()).isEqualTo(200);
        }

        @Test
        void tellsTheMappingWhatItSays() {
            List<Claims> told = new CopyOnWriteArrayList<>();
            SubjectMapping mapping = (subject, claims) -> {
                told.add(claims);
                return Optional.of(Subject.ofAccount(subject));
            };
            try (SamlServer curious =
                    SamlServer.start(SamlServer.partner().subjects(mapping).build())) {
                String assertion = right().with(
                                "<saml:NameID>", "<saml:NameID Format=\"urn:f\" SPNameQualifier=\"sp\">")
                        .with("</saml:Assertion>", """
                                <saml:AttributeStatement><saml:Attribute Name="mail">\
                                <saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                                xsi:type="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema">a@b.example\
                                </saml:AttributeValue><saml:AttributeValue>b@b.example</saml:AttributeValue>\
                                </saml:Attribute></saml:AttributeStatement></saml:Assertion>""")
                        .signed();

                assertThat(curious.present(assertion).status()).isEqualTo(200);
                assertThat(told.get(0).asMap())
                        .containsEntry("iss", PARTNER)
                        .containsEntry("sub", "alice")
                        .containsEntry("name_id_format", "urn:f")
                        .containsEntry("sp_name_qualifier", "sp")
                        .containsEntry("attributes", Map.of("mail", List.of("a@b.example", "b@b.example")));
            }
        }

        @Test
        void isNamedInTheMetadata() {
            assertThat(on.metadata()).contains("\"" + GrantType.SAML2_BEARER + "\"");
        }
    }

    /** What is wrong with an assertion, and by which rule it is refused. */
    private record Wrong(String rule, Function<SamlText, String> made) {

        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong("assertion-root", a -> "<a/>"),
                new Wrong(
                        "assertion-root",
                        a -> a.with("SAML:2.0:assertion", "SAML:1.0:assertion").signed()),
                new Wrong("assertion-malformed", a -> a.signed() + a.signed()),
                new Wrong("assertion-malformed", a -> "alice"),
                new Wrong(
                        "assertion-malformed",
                        a -> a.with("</saml:Subject>", "<?pi in?></saml:Subject>")
                                .signed()),
                new Wrong("assertion-malformed", a -> "<?pi before?>" + a.signed()),
                new Wrong("assertion-without-id", a -> a.without(" ID=\"a-1\"").unsigned()),
                new Wrong(
                        "assertion-without-id",
                        a -> a.with("\"a-1\"", "\"xpointer(/)\"").signed()),
                new Wrong(
                        "assertion-version",
                        a -> a.with("Version=\"2.0\"", "Version=\"2.1\"").signed()),
                new Wrong(
                        "assertion-without-issuer",
                        a -> a.without("<saml:Issuer>" + PARTNER + "</saml:Issuer>")
                                .signed()),
                new Wrong(
                        "assertion-issuer-not-trusted",
                        a -> a.with(PARTNER, PARTNER + "/").signed()),
                new Wrong(
                        "assertion-issuer-not-trusted",
                        a -> a.with(PARTNER, ISSUER).signed()),
                new Wrong(
                        "assertion-without-issue-instant",
                        a -> a.without(" IssueInstant=\"2026-03-01T12:00:00Z\"").signed()),
                new Wrong(
                        "assertion-issued-in-the-future",
                        a -> a.with("IssueInstant=\"2026-03-01T12:00:00Z\"", "IssueInstant=\"2026-03-01T12:00:31Z\"")
                                .signed()),
                new Wrong(
                        "assertion-without-subject",
                        a -> a.without("<saml:NameID>alice</saml:NameID>").signed()),
                new Wrong(
                        "assertion-without-subject",
                        a -> a.with(">alice<", "><").signed()),
                new Wrong(
                        "assertion-without-subject",
                        a -> a.with(">alice<", "><saml:B>alice</saml:B><").signed()),
                new Wrong(
                        "assertion-without-subject",
                        a -> a.with(">alice<", ">" + "s".repeat(256) + "<").signed()),
                new Wrong(
                        "assertion-without-subject",
                        a -> a.with("</saml:NameID>", "</saml:NameID><saml:NameID>bob</saml:NameID>")
                                .signed()),
                new Wrong(
                        "assertion-not-for-bearers",
                        a -> a.with("cm:bearer", "cm:sender-vouches").signed()),
                new Wrong(
                        "assertion-recipient",
                        a -> a.with(TOKEN_ENDPOINT, ISSUER).signed()),
                new Wrong(
                        "assertion-recipient",
                        a -> a.without("Recipient=\"" + TOKEN_ENDPOINT + "\" ").signed()),
                new Wrong("assertion-recipient", a -> a.with(DATA, DATA + DATA).signed()),
                new Wrong(
                        "assertion-without-conditions",
                        a -> a.with("saml:Conditions", "saml:Terms").signed()),
                new Wrong(
                        "assertion-without-expiry",
                        a -> a.without("NotOnOrAfter=\"2026-03-01T12:01:00Z\"").signed()),
                new Wrong(
                        "assertion-without-expiry",
                        a -> a.without(DATA).without(CONDITIONS_END).signed()),
                new Wrong(
                        "assertion-expired",
                        a -> a.with("12:01:00Z", "11:59:30Z").signed()),
                new Wrong(
                        "assertion-expired",
                        a -> a.with("12:02:00Z", "11:59:30Z").signed()),
                new Wrong(
                        "assertion-lives-too-long",
                        a -> a.with("12:01:00Z", "13:00:31Z")
                                .with("12:02:00Z", "13:00:31Z")
                                .signed()),
                new Wrong(
                        "assertion-not-yet-valid",
                        a -> a.with("NotBefore=\"2026-03-01T12:00:00Z\"", "NotBefore=\"2026-03-01T12:00:31Z\"")
                                .signed()),
                new Wrong(
                        "assertion-not-yet-valid",
                        a -> a.with(
                                        "<saml:SubjectConfirmationData ",
                                        "<saml:SubjectConfirmationData NotBefore=\"2026-03-01T12:00:31Z\" ")
                                .signed()),
                new Wrong(
                        "assertion-session-ended",
                        a -> a.with("T20:00:00Z", "T11:59:30Z").signed()),
                new Wrong("assertion-time", a -> a.with("T20:00:00Z", "").signed()),
                new Wrong(
                        "assertion-time",
                        a -> a.with("2026-03-01T12:01:00Z", "+99999-03-01T12:01:00Z")
                                .signed()),
                new Wrong("assertion-audience", a -> a.without(AUDIENCE).signed()),
                new Wrong(
                        "assertion-audience",
                        a -> a.without("<saml:AudienceRestriction>" + AUDIENCE + "</saml:AudienceRestriction>")
                                .signed()),
                new Wrong(
                        "assertion-audience",
                        a -> a.with(AUDIENCE, "<saml:Audience>" + ISSUER + "/</saml:Audience>")
                                .signed()),
                new Wrong(
                        "assertion-audience",
                        a -> a.with(AUDIENCE, AUDIENCE + "<saml:Audience>https://other.example</saml:Audience>")
                                .signed()),
                new Wrong(
                        "assertion-audience",
                        a -> a.with(
                                        "</saml:Conditions>",
                                        "<saml:AudienceRestriction><saml:Audience>https://other.example</saml:Audience>"
                                                + "</saml:AudienceRestriction></saml:Conditions>")
                                .signed()),
                new Wrong(
                        "assertion-condition-unknown",
                        a -> a.with("</saml:Conditions>", "<saml:Condition/></saml:Conditions>")
                                .signed()),
                new Wrong(
                        "assertion-condition-unknown",
                        a -> a.with("</saml:Conditions>", "<OneTimeUse xmlns=\"urn:other\"/></saml:Conditions>")
                                .signed()),
                new Wrong(
                        "assertion-encrypted",
                        a -> "<saml:EncryptedAssertion" + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>"),
                new Wrong(
                        "assertion-encrypted",
                        a -> a.with("<saml:NameID>alice</saml:NameID>", "<saml:EncryptedID/>")
                                .signed()),
                new Wrong(
                        "assertion-encrypted",
                        a -> a.with(
                                        "</saml:Subject>",
                                        "<x:EncryptedData xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\"/></saml:Subject>")
                                .signed()),
                new Wrong("assertion-unsigned", SamlText::unsigned),
                new Wrong("assertion-signature", a -> a.signedBy(STRANGERS_KEY)),
                new Wrong("assertion-signature", a -> a.signed().replace(">alice<", ">bob<")),
                new Wrong("assertion-signature-form", a -> withValue(a, "%%%")),
                new Wrong("assertion-signature-form", a -> withValue(a, "A")),
                new Wrong("assertion-signature", a -> withValue(a, "<ds:B xmlns:ds=\"urn:b\"/>A")),
                new Wrong(
                        "assertion-signature-form",
                        a -> a.signed().replaceFirst("DigestValue>[^<]*<", "DigestValue>A<")));
    }

    private static String withValue(SamlText assertion, String value) {
        return assertion.signed().replaceFirst("SignatureValue>[^<]*<", "SignatureValue>" + value + "<");
    }

    @Nested
    @DisplayName("RFC 7522 §3: an assertion that is not right")
    class Refusing {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.saml.SamlBearerTest#wrong")
        @Tag("security-case-6")
        @Tag("threat-rfc7522-6-forged")
        @Tag("threat-rfc7522-6-stolen")
        void isRefusedByTheRuleThatItBreaks(Wrong wrong) {
            on.assertRefused(on.present(wrong.made().apply(right())), wrong.rule());
        }

        @Test
        @Tag("threat-rfc7522-6-stolen")
        void isRefusedFromAClientThatMayNotPresentIt() {
            on.assertRefused(
                    on.presentAs("other-backend", SamlText.encoded(right().signed()), ""),
                    "assertion-presented-by-another-client");
        }

        @Test
        void isRefusedWhereTheMappingKnowsNobody() {
            try (SamlServer strict = SamlServer.start(SamlServer.partner()
                    .subjects((subject, claims) -> Optional.empty())
                    .build())) {
                strict.assertRefused(strict.present(right().signed()), "assertion-subject-unknown");
            }
        }

        @Test
        @DisplayName("§2.1: is refused unless it is base64url without padding or line breaks")
        void isRefusedInAnotherEncoding() {
            String xml = right().signed();
            String plain = Base64.getEncoder().encodeToString((xml + "\u00ff\u00fe?").getBytes(StandardCharsets.UTF_8));

            assertThat(on.presentEncoded(SamlText.encoded(xml) + "=", "").status())
                    .isEqualTo(400);
            assertThat(on.presentEncoded(SamlText.encoded(xml) + "\r\n", "").status())
                    .isEqualTo(400);
            on.assertRefused(on.presentEncoded(plain, ""), "assertion-encoding");
        }

        @Test
        void isRefusedInAnotherCharset() {
            byte[] utf16 = right().signed().getBytes(StandardCharsets.UTF_16);

            on.assertRefused(
                    on.presentEncoded(Base64.getUrlEncoder().withoutPadding().encodeToString(utf16), ""),
                    "assertion-encoding");
        }

        @Test
        @Tag("threat-rfc7522-6-disclosed")
        void showsNothingOfItselfToThePeer() {
            Response response =
                    on.present(right().with(">alice<", ">somebody-private<").signedBy(STRANGERS_KEY));

            assertThat(response.body().asUtf8())
                    .doesNotContain("somebody-private")
                    .doesNotContain("signature");
        }

        @Test
        @Tag("threat-rfc7522-6-disclosed")
        void tellsAStrangerNotWhomItTrusts() {
            Response ofNobody =
                    on.present(right().with(PARTNER, "https://nobody.example").signed());
            Response ofThePartner = on.present(right().signedBy(STRANGERS_KEY));

            assertThat(ofNobody.body().asUtf8()).isEqualTo(ofThePartner.body().asUtf8());
        }
    }

    @Nested
    @DisplayName("RFC 7522 §3: a signature that must not count")
    @Tag("threat-rfc7522-6-forged")
    class Signing {

        @Test
        @Tag("security-case-58")
        void isAnHmacUnderThePublicKey() {
            SecretKeySpec published = new SecretKeySpec(KEY.getPublic().getEncoded(), "HmacSHA256");
            String assertion = right().by("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")
                    .signedBy(published, KEY);

            on.assertRefused(on.present(assertion), "assertion-algorithm");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
                    "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                    "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
                    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
                    "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
                    "none",
                    ""
                })
        @Tag("security-case-57")
        @Tag("security-case-61")
        void isByAnAlgorithmThatIsNotAllowed(String algorithm) {
            String assertion = right().signed().replace(SignatureMethod.ECDSA_SHA256, algorithm);

            on.assertRefused(on.present(assertion), "assertion-algorithm");
        }

        @Test
        void isGenuineBySha1() {
            String assertion = right().by(SignatureMethod.ECDSA_SHA1).signed();

            on.assertRefused(on.present(assertion), "assertion-algorithm");
        }

        @Test
        void isOverADigestBySha1() {
            on.assertRefused(on.present(right().digestedBy(DigestMethod.SHA1).signed()), "assertion-algorithm");
        }

        @Test
        void hasAMethodWithParameters() {
            String assertion = right().signed()
                    .replace(
                            SignatureMethod.ECDSA_SHA256 + "\"/>",
                            SignatureMethod.ECDSA_SHA256
                                    + "\"><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>");

            on.assertRefused(on.present(assertion), "assertion-algorithm");
        }

        @Test
        @Tag("security-case-58")
        void isByAnAlgorithmForOtherKeys() {
            KeyPair rsa = SamlText.newKey("RSA", 2048);

            on.assertRefused(
                    on.present(right().by("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")
                            .signedBy(rsa)),
                    "assertion-signature");
        }

        @Test
        @Tag("security-case-58")
        void saysThatItIsOfOtherKeys() {
            String assertion = right().signed()
                    .replace(SignatureMethod.ECDSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");

            on.assertRefused(on.present(assertion), "assertion-signature");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 63, 64, 65, 128})
        @DisplayName("CVE-2022-21449: consists of zeros")
        @Tag("CVE-2022-21449")
        void consistsOfZeros(int length) {
            String zeros = Base64.getEncoder().encodeToString(new byte[length]);

            on.assertRefused(on.present(withValue(right(), zeros)), "assertion-signature");
        }

        @Test
        @Tag("security-case-59")
        void isByAKeyThatItBringsAlong() {
            on.assertRefused(on.present(right().withKeyInfo().signedBy(STRANGERS_KEY)), "assertion-signature");
        }

        @Test
        void countsThoughItBringsAKeyAlong() {
            assertThat(on.present(right().withKeyInfo().signed()).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {CanonicalizationMethod.INCLUSIVE, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS})
        void isCanonicalizedInAnotherWay(String method) {
            on.assertRefused(on.present(right().canonicalizedBy(method).signed()), "assertion-canonicalization");
        }

        static Stream<List<String>> otherTransforms() {
            return Stream.of(
                    List.of(Transform.ENVELOPED),
                    List.of(Transform.ENVELOPED, CanonicalizationMethod.INCLUSIVE),
                    List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS),
                    List.of(Transform.ENVELOPED, Transform.XPATH, CanonicalizationMethod.EXCLUSIVE),
                    List.of(Transform.XPATH, CanonicalizationMethod.EXCLUSIVE));
        }

        @ParameterizedTest
        @MethodSource("otherTransforms")
        @Tag("threat-rfc7522-6-wrapped")
        void isOverSomethingTransformed(List<String> transforms) {
            on.assertRefused(
                    on.present(right().transformedBy(transforms.toArray(String[]::new))
                            .signed()),
                    "assertion-transforms");
        }

        @Test
        void isOverSomethingTransformedByXslt() {
            String assertion = right().signed()
                    .replace(
                            "<ds:Transform Algorithm=\"" + Transform.ENVELOPED + "\"/>",
                            "<ds:Transform Algorithm=\"" + Transform.XSLT
                                    + "\"><xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\""
                                    + " version=\"1.0\"/></ds:Transform>");

            on.assertRefused(on.present(assertion), "assertion-transforms");
        }

        @ParameterizedTest
        @ValueSource(strings = {"#b-1", "", "#xpointer(/)", "#xpointer(id('a-1'))", "https://partner.example/a"})
        @Tag("threat-rfc7522-6-wrapped")
        void refersToSomethingElse(String uri) {
            String assertion = right().signed().replace("URI=\"#a-1\"", "URI=\"" + uri + "\"");

            on.assertRefused(on.present(assertion), "assertion-reference");
        }

        @Test
        void isGenuineOverTheWholeDocument() {
            on.assertRefused(on.present(right().referringTo("#xpointer(/)").signed()), "assertion-reference");
        }

        @Test
        void refersTwice() {
            on.assertRefused(on.present(right().referringTwice().signed()), "assertion-signature-form");
        }

        @Test
        void hasAnObject() {
            on.assertRefused(on.present(right().withObject().signed()), "assertion-signature-form");
        }
    }

    @Nested
    @DisplayName("An assertion in hostile XML")
    @Tag("threat-rfc7522-6-hostile")
    class Hostile {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE saml:Assertion>",
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
                    "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">",
                    "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x;]>"
                })
        void isRefusedWithADocumentType(String type) {
            on.assertRefused(on.present(type + right().signed()), "assertion-doctype");
        }

        @Test
        void isRefusedBeforeEntitiesGrow() {
            StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
            for (int i = 1; i < 30; i++) {
                laughs.append("<!ENTITY l%d \"&l%d;&l%d;&l%d;\">".formatted(i, i - 1, i - 1, i - 1));
            }

            on.assertRefused(on.present(laughs + "]><a>&l29;</a>"), "assertion-doctype");
        }

        @Test
        @Tag("security-case-63")
        void isRefusedUnreadWhereItIsHuge() {
            on.assertRefused(
                    on.present(right().with("</saml:Subject>", " ".repeat(25_000) + "</saml:Subject>")
                            .signed()),
                    "assertion-too-large");
        }

        @Test
        @Tag("security-case-64")
        void isRefusedWhereItIsDeep() {
            // Assertion, Subject, and 31 more
            on.assertRefused(on.present(right().with(">alice<", deep(31)).signed()), "assertion-malformed");
        }

        @Test
        void isReadAsDeepAsItMayBe() {
            on.assertRefused(on.present(right().with(">alice<", deep(29)).signed()), "assertion-without-subject");
        }

        private static String deep(int levels) {
            return ">" + "<d>".repeat(levels) + "</d>".repeat(levels) + "<";
        }

        @Test
        @DisplayName("CVE-2018-0489: is read in full where a comment cuts a name in two")
        @Tag("CVE-2018-0489")
        void isReadInFullAcrossComments() {
            String signed = right().with(">alice<", ">alice@photos.example.evil.example<")
                    .signed();

            VerifiedAccess access =
                    on.accessOf(on.present(signed.replace("photos.example.evil", "photos.example<!-- -->.evil")));

            assertThat(access.subject()).isEqualTo(Subject.ofAccount("partner:alice@photos.example.evil.example"));
        }

        @Test
        void isReadInFullAcrossSections() {
            String signed =
                    right().with(">alice<", ">alice<![CDATA[@b]]>.example<").signed();

            assertThat(on.accessOf(on.present(signed)).subject())
                    .isEqualTo(Subject.ofAccount("partner:alice@b.example"));
        }

        @Test
        @Tag("threat-rfc7522-6-wrapped")
        void isRefusedWithOneIdentifierTwice() {
            on.assertRefused(
                    on.present(right().with("<saml:Conditions ", "<saml:Conditions Id=\"a-1\" ")
                            .signed()),
                    "assertion-identifier-twice");
        }
    }

    @Nested
    @DisplayName("RFC 7522 §3: an assertion works once")
    @Tag("threat-rfc7522-6-replayed")
    class Once {

        @Test
        @Tag("security-case-5")
        void isRefusedTheSecondTime() {
            String assertion = right().signed();

            assertThat(on.present(assertion).status()).isEqualTo(200);
            on.assertRefused(on.present(assertion), "assertion-replayed", 1);
        }

        @Test
        void isRefusedTheSecondTimeWhereItSaysOneTimeUse() {
            String assertion = right().with("</saml:Conditions>", "<saml:OneTimeUse/></saml:Conditions>")
                    .signed();

            assertThat(on.present(assertion).status()).isEqualTo(200);
            on.assertRefused(on.present(assertion), "assertion-replayed", 1);
        }

        @Test
        @Tag("security-case-5")
        void isRefusedUnderAnotherSignatureToo() {
            assertThat(on.present(right().signed()).status()).isEqualTo(200);
            on.assertRefused(on.present(right().with("12:02:00Z", "12:03:00Z").signed()), "assertion-replayed", 1);
        }

        @Test
        @Tag("security-case-13")
        void isRememberedUntilItIsRefusedAnyway() {
            String assertion = right().signed();
            on.present(assertion);
            on.now = on.now.plus(Duration.ofSeconds(89));

            on.assertRefused(on.present(assertion), "assertion-replayed", 1);
        }

        @Test
        @Tag("security-case-13")
        @Tag("threat-rfc7522-6-stolen")
        void isRefusedAsExpiredFromThenOn() {
            String assertion = right().signed();
            on.present(assertion);
            on.now = on.now.plus(Duration.ofSeconds(90));

            on.assertRefused(on.present(assertion), "assertion-expired", 1);
        }

        @Test
        @Tag("security-case-13")
        @DisplayName("and does not come back by a confirmation that lasts longer")
        void doesNotComeBackByAnotherConfirmation() {
            String assertion = right().without(CONDITIONS_END)
                    .with("</saml:Subject>", OTHER_DATA.formatted(TOKEN_ENDPOINT, "2026-03-01T12:30:00Z"))
                    .signed();
            assertThat(on.present(assertion).status()).isEqualTo(200);
            on.now = on.now.plus(Duration.ofMinutes(5));

            on.assertRefused(on.present(assertion), "assertion-expired", 1);
        }

        @Test
        void isAnotherWhereAnotherIssuerGivesItTheSameIdentifier() {
            TrustedSamlIssuer other = TrustedSamlIssuer.named("https://other.example")
                    .key(STRANGERS_KEY.getPublic())
                    .subjects(SubjectMapping.toAccount("other:"))
                    .scopes("photos.read")
                    .build();
            try (SamlServer both = SamlServer.start(SamlServer.partner().build(), other)) {
                assertThat(both.present(right().signed()).status()).isEqualTo(200);
                assertThat(both.present(right().with(PARTNER, "https://other.example")
                                        .signedBy(STRANGERS_KEY))
                                .status())
                        .isEqualTo(200);
            }
        }

        @Test
        @Tag("security-case-4")
        @Tag("security-case-5")
        void isGrantedToOneOfManyAtOnce() {
            String assertion = right().signed();

            List<CompletableFuture<Response>> all = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> on.present(assertion), task -> new Thread(task).start()))
                    .toList();

            assertThat(all.stream().map(CompletableFuture::join).filter(response -> response.status() == 200))
                    .hasSize(1);
        }
    }

    @Test
    void refusesToStartWithOneIssuerTwice() {
        assertThatThrownBy(() -> SamlServer.start(
                        SamlServer.partner().build(), SamlServer.partner().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(PARTNER, "twice");
    }
}
