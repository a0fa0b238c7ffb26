// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static io.symbolon.oauth.saml.SamlNames.ENCRYPTION;
import static io.symbolon.oauth.saml.SamlNames.SAML;
import static io.symbolon.oauth.saml.SamlNames.SIGNATURE;
import static io.symbolon.oauth.saml.SamlNames.XML;

import io.symbolon.oauth.api.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * An assertion as somebody presented it (RFC 7522 §2.1): one element {@code Assertion} and nothing around it, with at most
 * one signature and no second assertion anywhere, so that there is no choice which of them is meant. Nothing of it is
 * believed yet.
 *
 * @param root the element {@code Assertion}
 * @param id its identifier
 */
record PresentedAssertion(XmlElement root, String id) {

    /** The most characters of the parameter: 24 KiB of XML. */
    static final int MAX_LENGTH = 32_768;

    private static final int MAX_ID = 255;
    private static final Set<String> ID_NAMES = Set.of("ID", "Id", "id");

    /** Takes it apart, or refuses it. */
    static PresentedAssertion parse(Secret presented) {
        if (presented.length() > MAX_LENGTH) {
            throw Refusal.because("assertion-too-large", "the assertion is too large");
        }
        String text = decoded(presented.reveal())
                .orElseThrow(() -> Refusal.because(
                        "assertion-encoding", "the assertion is no UTF-8 in base64url without padding or line breaks"));
        if (text.contains("<!DOCTYPE")) {
            throw Refusal.because("assertion-doctype", "the assertion has a document type; leave it out");
        }
        Document document = StrictXml.parse(text)
                .orElseThrow(() -> Refusal.because(
                        "assertion-malformed",
                        "the assertion is no well-formed XML, or nested more than " + StrictXml.MAX_DEPTH + " deep"));
        refuseInstructions(document);
        return of(new XmlElement(document.getDocumentElement()));
    }

    /** The assertion in this element, or refuses it. */
    static PresentedAssertion of(XmlElement root) {
        if (!root.is(SAML, "Assertion")) {
            throw root.is(SAML, "EncryptedAssertion")
                    ? encrypted()
                    : Refusal.because(
                            "assertion-root",
                            "the XML must be one SAML 2.0 Assertion by itself, with nothing around it");
        }
        String id = root.attribute("ID")
                .filter(PresentedAssertion::isIdentifier)
                .orElseThrow(() -> Refusal.because(
                        "assertion-without-id", "the assertion needs an ID, 1 to 255 letters, digits, - . and _"));
        new Walk().through(root.node());
        return new PresentedAssertion(root, id);
    }

    /** Who it says made it; compared with those who are trusted, and believed from the signed content only. */
    String issuer() {
        return root.only(SAML, "Issuer")
                .flatMap(XmlElement::text)
                .orElseThrow(() -> Refusal.because("assertion-without-issuer", "the assertion needs one Issuer"));
    }

    // RFC 7522 §2.1: RFC 4648 §5 with padding bits of zero, no padding and no line breaks
    private static Optional<String> decoded(String base64) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64);
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64)) {
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static void refuseInstructions(Document document) {
        for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                throw instruction();
            }
        }
    }

    /** One that no reader of a reference ({@code #...}) can take for an expression. */
    private static boolean isIdentifier(String text) {
        return !text.isEmpty() && text.length() <= MAX_ID && text.chars().allMatch(PresentedAssertion::isOfIdentifiers);
    }

    private static boolean isOfIdentifiers(int c) {
        boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean isDigit = c >= '0' && c <= '9';
        return isLetter || isDigit || c == '-' || c == '.' || c == '_';
    }

    private static RuntimeException encrypted() {
        return Refusal.because("assertion-encrypted", "the assertion is encrypted; present it in plain, over TLS");
    }

    private static RuntimeException instruction() {
        return Refusal.because("assertion-malformed", "the assertion has processing instructions; leave them out");
    }

    /** Nothing of it: whoever has it can present it. */
    @Override
    public String toString() {
        return "[assertion]";
    }

    /** Looks at each node once. */
    private static final class Walk {

        private final Set<String> identifiers = new HashSet<>();

        /** Goes through an element, whose depth is bounded, and refuses what leaves a choice. */
        void through(Element root) {
            if (root.getParentNode() instanceof Element) {
                refuseBelow(root);
            }
            rememberIdentifiers(root);
            for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                    throw instruction();
                }
                if (child instanceof Element element) {
                    through(element);
                }
            }
        }

        private static void refuseBelow(Element node) {
            XmlElement element = new XmlElement(node);
            if (element.isIn(ENCRYPTION)
                    || (element.isIn(SAML) && element.name().startsWith("Encrypted"))) {
                throw encrypted();
            }
            if (element.is(SAML, "Assertion")) {
                throw Refusal.because("assertion-within-assertion", "the assertion has another Assertion within");
            }
            if (element.is(SIGNATURE, "Signature")
                    && !new XmlElement((Element) node.getParentNode()).is(SAML, "Assertion")) {
                throw Refusal.because(
                        "assertion-signature-elsewhere", "a Signature must stand in the Assertion itself");
            }
        }

        private void rememberIdentifiers(Element element) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Attr attribute = (Attr) attributes.item(i);
                boolean identifies = attribute.getNamespaceURI() == null
                        ? ID_NAMES.contains(attribute.getLocalName())
                        : XML.equals(attribute.getNamespaceURI()) && "id".equals(attribute.getLocalName());
                if (identifies && !identifiers.add(attribute.getValue())) {
                    throw Refusal.because("assertion-identifier-twice", "the assertion has the same identifier twice");
                }
            }
        }
    }
}
