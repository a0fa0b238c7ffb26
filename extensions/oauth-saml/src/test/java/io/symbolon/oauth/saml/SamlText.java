// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.DigestMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.SignatureMethodParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * A SAML assertion that is right in all, until a test makes it wrong in one. It is signed by the platform's XML
 * signatures, which are not those that verify it.
 */
final class SamlText {

    static final String PARTNER = "https://partner.example/saml";
    static final String ISSUER = "https://as.example.com/oauth";
    static final String TOKEN_ENDPOINT = ISSUER + "/token";
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final KeyPair KEY = newKey();
    static final KeyPair STRANGERS_KEY = newKey();

    /** Where the right one has its signature. */
    static final String END_OF_ISSUER = "</saml:Issuer>";

    private final List<String> transforms =
            new ArrayList<>(List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE));
    private String xml = """
            <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a-1" Version="2.0" \
            IssueInstant="2026-03-01T12:00:00Z"><saml:Issuer>https://partner.example/saml</saml:Issuer><saml:Subject>\
            <saml:NameID>alice</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData Recipient="https://as.example.com/oauth/token" \
            NotOnOrAfter="2026-03-01T12:01:00Z"/></saml:SubjectConfirmation></saml:Subject>\
            <saml:Conditions NotBefore="2026-03-01T12:00:00Z" NotOnOrAfter="2026-03-01T12:02:00Z">\
            <saml:AudienceRestriction><saml:Audience>https://as.example.com/oauth</saml:Audience>\
            </saml:AudienceRestriction></saml:Conditions>\
            <saml:AuthnStatement AuthnInstant="2026-03-01T11:59:00Z" SessionNotOnOrAfter="2026-03-01T20:00:00Z">\
            <saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password\
            </saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement></saml:Assertion>""";

    private List<String> prefixes = List.of();
    private String canonicalization = CanonicalizationMethod.EXCLUSIVE;
    private String algorithm = SignatureMethod.ECDSA_SHA256;
    private String digest = DigestMethod.SHA256;
    private String reference = "";
    private boolean hasKeyInfo;
    private boolean hasObject;
    private boolean refersTwice;

    private SamlText() {}

    static SamlText right() {
        return new SamlText();
    }

    static KeyPair newKey() {
        return newKey("EC", 256);
    }

    static KeyPair newKey(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the parameter has it. */
    static String encoded(String xml) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** With something else for what stands there, before it is signed. */
    SamlText with(String there, String instead) {
        assertThat(xml).contains(there);
        xml = xml.replace(there, instead);
        return this;
    }

    SamlText without(String there) {
        return with(there, "");
    }

    /** Signed by another algorithm. */
    SamlText by(String signatureAlgorithm) {
        this.algorithm = signatureAlgorithm;
        return this;
    }

    SamlText digestedBy(String digestAlgorithm) {
        this.digest = digestAlgorithm;
        return this;
    }

    SamlText canonicalizedBy(String method) {
        this.canonicalization = method;
        return this;
    }

    SamlText transformedBy(String... algorithms) {
        transforms.clear();
        transforms.addAll(List.of(algorithms));
        return this;
    }

    /** Canonicalized with these prefixes of namespaces wherever they are known (Exclusive XML Canonicalization §1.3). */
    SamlText knowing(String... namespacePrefixes) {
        this.prefixes = List.of(namespacePrefixes);
        return this;
    }

    SamlText referringTo(String uri) {
        this.reference = uri;
        return this;
    }

    SamlText referringTwice() {
        this.refersTwice = true;
        return this;
    }

    /** Bringing the key along, or whatever looks like it. */
    SamlText withKeyInfo() {
        this.hasKeyInfo = true;
        return this;
    }

    SamlText withObject() {
        this.hasObject = true;
        return this;
    }

    String unsigned() {
        return xml;
    }

    String signed() {
        return signedBy(KEY);
    }

    String signedBy(KeyPair pair) {
        return signedBy(pair.getPrivate(), pair);
    }

    String signedBy(Key key, KeyPair brought) {
        try {
            Document document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
            Element root = document.getDocumentElement();
            root.setIdAttribute("ID", true);
            DOMSignContext context = new DOMSignContext(key, root, afterIssuer(root));
            context.setDefaultNamespacePrefix("ds");
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            sign(context, brought, "#" + root.getAttribute("ID"), document);
            return text(document);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Node afterIssuer(Element root) {
        Node issuer = root.getElementsByTagName("saml:Issuer").item(0);
        return issuer == null || issuer.getParentNode() != root ? root.getFirstChild() : issuer.getNextSibling();
    }

    private void sign(DOMSignContext context, KeyPair brought, String root, Document document) throws Exception {
        XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");
        assertThat(signatures.getProvider().getName()).isEqualTo("XMLDSig");
        List<Transform> made = new ArrayList<>();
        for (String transform : transforms) {
            made.add(signatures.newTransform(
                    transform,
                    switch (transform) {
                        case Transform.XPATH -> new XPathFilterParameterSpec("self::node()");
                        case CanonicalizationMethod.EXCLUSIVE -> new ExcC14NParameterSpec(prefixes);
                        default -> null;
                    }));
        }
        Reference first = signatures.newReference(
                reference.isEmpty() ? root : reference,
                signatures.newDigestMethod(digest, (DigestMethodParameterSpec) null),
                made,
                null,
                null);
        KeyInfoFactory keys = signatures.getKeyInfoFactory();
        KeyInfo keyInfo = hasKeyInfo ? keys.newKeyInfo(List.of(keys.newKeyValue(brought.getPublic()))) : null;
        signatures
                .newXMLSignature(
                        signatures.newSignedInfo(
                                signatures.newCanonicalizationMethod(canonicalization, (C14NMethodParameterSpec) null),
                                signatures.newSignatureMethod(algorithm, (SignatureMethodParameterSpec) null),
                                refersTwice ? List.of(first, first) : List.of(first)),
                        keyInfo,
                        hasObject
                                ? List.of(signatures.newXMLObject(
                                        List.of(new DOMStructure(document.createElement("any"))), null, null, null))
                                : null,
                        null,
                        null)
                .sign(context);
    }

    private static String text(Document document) throws Exception {
        Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }
}
