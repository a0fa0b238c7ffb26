// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * An identity provider that signs SAML assertions with a key of its own (RFC 7522), by the platform's XML signatures: for
 * tests of an application that takes any. Each assertion is a new one, and good for a minute. Safe for use by many threads.
 */
public final class SamlAssertionMaker {

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final String issuer;
    private final KeyPair key;
    private final AtomicLong made = new AtomicLong();

    private SamlAssertionMaker(String issuer, KeyPair key) {
        this.issuer = issuer;
        this.key = key;
    }

    /** One with a new key for ECDSA on P-256. */
    public static SamlAssertionMaker named(String issuer) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new SamlAssertionMaker(issuer, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** Its public key, for the registration. */
    public PublicKey publicKey() {
        return key.getPublic();
    }

    /**
     * An assertion about somebody, as the parameter of a token request has it.
     *
     * @param server the issuer identifier of the server that it is for
     */
    public String assertion(String subject, String server, Instant now) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(xml(subject, server, now).getBytes(StandardCharsets.UTF_8));
    }

    /** The same as XML. */
    public String xml(String subject, String server, Instant now) {
        return signed("<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" Version=\"2.0\" ID=\"test-"
                + made.incrementAndGet() + "\" IssueInstant=\"" + now + "\"><saml:Issuer>" + escaped(issuer)
                + "</saml:Issuer><saml:Subject><saml:NameID>" + escaped(subject)
                + "</saml:NameID><saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                + "<saml:SubjectConfirmationData Recipient=\"" + escaped(server) + "/token\" NotOnOrAfter=\""
                + now.plus(LIFETIME) + "\"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions>"
                + "<saml:AudienceRestriction><saml:Audience>" + escaped(server)
                + "</saml:Audience></saml:AudienceRestriction></saml:Conditions></saml:Assertion>");
    }

    /** This assertion, signed. */
    public String signed(String xml) {
        try {
            Document document = parsed(xml);
            Element root = document.getDocumentElement();
            root.setIdAttribute("ID", true);
            XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");
            // SAML 2.0 core §2.3.3: the signature comes after the issuer
            DOMSignContext context = new DOMSignContext(
                    key.getPrivate(), root, root.getFirstChild().getNextSibling());
            context.setDefaultNamespacePrefix("ds");
            signatures
                    .newXMLSignature(signedInfo(signatures, "#" + root.getAttribute("ID")), null)
                    .sign(context);
            return text(document);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("every Java platform signs XML with P-256", e);
        }
    }

    private static SignedInfo signedInfo(XMLSignatureFactory signatures, String uri) throws GeneralSecurityException {
        Reference reference = signatures.newReference(
                uri,
                signatures.newDigestMethod(DigestMethod.SHA256, null),
                List.of(
                        signatures.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        signatures.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                null,
                null);
        return signatures.newSignedInfo(
                signatures.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                signatures.newSignatureMethod(SignatureMethod.ECDSA_SHA256, null),
                List.of(reference));
    }

    private static Document parsed(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("what is to be signed is no XML", e);
        }
    }

    private static String text(Document document) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("every Java platform writes XML", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
