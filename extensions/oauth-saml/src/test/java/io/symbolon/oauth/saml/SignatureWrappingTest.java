// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static io.symbolon.oauth.saml.SamlText.END_OF_ISSUER;
import static io.symbolon.oauth.saml.SamlText.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A genuine, signed assertion about alice, and a forged one about mallory around, beside or within it: the variants XSW1 to
 * XSW8 of "On Breaking SAML: Be Whoever You Want to Be" (Somorovsky et al., 2012), as far as an assertion without a
 * response has them.
 */
@DisplayName("An assertion that wraps a signed one")
@Tag("threat-rfc7522-6-wrapped")
final class SignatureWrappingTest {

    private static final String RESPONSE =
            "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"r-1\">%s</samlp:Response>";

    private final SamlServer on = SamlServer.start();
    private final String genuine = right().signed();
    private final String signature = between(genuine, "<ds:Signature ", "</ds:Signature>");
    private final String unsigned = genuine.replace(signature, "");

    @AfterEach
    void stop() {
        on.close();
    }

    private static String between(String text, String start, String end) {
        return text.substring(text.indexOf(start), text.indexOf(end) + end.length());
    }

    /** One about mallory, with this in it behind its issuer. */
    private static String forged(String id, String inside) {
        return right().with("a-1", id)
                .with(">alice<", ">mallory<")
                .unsigned()
                .replace(END_OF_ISSUER, END_OF_ISSUER + inside);
    }

    private void assertRefused(String xml, String rule) {
        assertThat(on.present(genuine).status()).isEqualTo(200);
        Response response = on.present(xml);

        assertThat(response.body().asUtf8()).doesNotContain("access_token");
        on.assertRefused(response, rule, 1);
    }

    @Test
    @DisplayName("XSW1, XSW2: in a response whose signature it is")
    void isRefusedWhereOnlyTheResponseIsSigned() {
        String response = RESPONSE.formatted(signature.replace("#a-1", "#r-1") + forged("b-1", ""));

        assertRefused(response, "assertion-root");
    }

    @Test
    @DisplayName("XSW3: as a sibling before the signed one")
    void isRefusedBesideTheSignedOne() {
        assertRefused(RESPONSE.formatted(forged("b-1", "") + genuine), "assertion-root");
    }

    @Test
    @DisplayName("XSW3: as a sibling without anything around them")
    void isRefusedBesideTheSignedOneWithoutARoot() {
        assertRefused(forged("b-1", "") + genuine, "assertion-malformed");
    }

    @Test
    @DisplayName("XSW4: around the signed one")
    void isRefusedAroundTheSignedOne() {
        assertRefused(forged("b-1", genuine), "assertion-within-assertion");
    }

    @Test
    @DisplayName("XSW5: with the signature moved to itself")
    void isRefusedWithTheSignatureMovedToIt() {
        assertRefused(forged("b-1", signature + unsigned), "assertion-within-assertion");
    }

    @Test
    @DisplayName("XSW6: with the signed one within the signature")
    void isRefusedWithTheSignedOneInTheSignature() {
        String around = signature.replace("</ds:Signature>", unsigned + "</ds:Signature>");

        assertRefused(forged("b-1", around), "assertion-within-assertion");
    }

    @Test
    @DisplayName("XSW7: with the signed one in an extension")
    void isRefusedWithTheSignedOneInAnExtension() {
        String extension = "<e:Extensions xmlns:e=\"urn:e\">" + unsigned + "</e:Extensions>";

        assertRefused(forged("b-1", signature + extension), "assertion-within-assertion");
    }

    @Test
    @DisplayName("XSW7: with the signed one as an advice")
    void isRefusedWithTheSignedOneAsAnAdvice() {
        assertRefused(
                forged("b-1", signature + "<saml:Advice>" + unsigned + "</saml:Advice>"), "assertion-within-assertion");
    }

    @Test
    @DisplayName("XSW8: with the signed one in an Object of the signature")
    void isRefusedWithTheSignedOneInAnObject() {
        String around = signature.replace("</ds:Signature>", "<ds:Object>" + unsigned + "</ds:Object></ds:Signature>");

        assertRefused(forged("b-1", around), "assertion-within-assertion");
    }

    @Test
    void isRefusedWithTheIdentifierOfTheSignedOne() {
        assertRefused(forged("a-1", signature), "assertion-signature");
    }

    @Test
    void isRefusedWithTheIdentifierOfTheSignedOneAndTheSignedOne() {
        assertRefused(forged("a-1", signature + unsigned), "assertion-within-assertion");
    }

    @Test
    @DisplayName("with the identifier of the signed one, which hides under another name")
    void isRefusedWithTheSignedOneUnderAnotherName() {
        String hidden = "<e:Hidden xmlns:e=\"urn:e\" ID=\"a-1\">" + between(unsigned, "<saml:Issuer>", "</saml:Issuer>")
                + "</e:Hidden>";

        assertRefused(forged("a-1", signature + hidden), "assertion-identifier-twice");
    }

    @Test
    void isRefusedWithASignatureThatRefersToWhatIsWithin() {
        String hidden = "<e:Hidden xmlns:e=\"urn:e\" ID=\"a-1\"/>";

        assertRefused(forged("b-1", signature + hidden), "assertion-reference");
    }

    @Test
    void isRefusedWithTwoSignatures() {
        assertRefused(genuine.replace(signature, signature + signature), "assertion-signed-twice");
    }

    @Test
    void isRefusedWithASignatureFurtherDown() {
        assertRefused(
                forged("b-1", "").replace("</saml:Subject>", signature + "</saml:Subject>"),
                "assertion-signature-elsewhere");
    }

    @Test
    void isRefusedWithASignatureFurtherDownBesideItsOwn() {
        assertRefused(
                genuine.replace("</saml:Subject>", signature + "</saml:Subject>"), "assertion-signature-elsewhere");
    }
}
