// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static io.symbolon.oauth.saml.SamlNames.ENVELOPED;
import static io.symbolon.oauth.saml.SamlNames.EXCLUSIVE_CANONICALIZATION;
import static io.symbolon.oauth.saml.SamlNames.SIGNATURE;

import io.symbolon.oauth.api.OAuthException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The one form of a signature that is verified at all (SAML 2.0 core §5.4): enveloped in the assertion, over all of it,
 * by an algorithm of a fixed list.
 */
final class SignatureForm {

    private static final Set<String> ALGORITHMS = Set.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
            "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512");
    private static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");

    private final XmlElement node;
    private final byte[] value;

    private SignatureForm(XmlElement node, byte[] value) {
        this.node = node;
        this.value = value;
    }

    /** The signature of the assertion; takes the key that it brings along out of it, unread. */
    static SignatureForm of(PresentedAssertion assertion) {
        List<XmlElement> signatures = assertion.root().children(SIGNATURE, "Signature");
        if (signatures.isEmpty()) {
            throw Refusal.because("assertion-unsigned", "the assertion must be signed, and not what it came in");
        }
        if (signatures.size() > 1) {
            throw Refusal.because("assertion-signed-twice", "the assertion must have one Signature");
        }
        XmlElement signature = signatures.get(0);
        signature.children(SIGNATURE, "KeyInfo").forEach(key -> signature.node().removeChild(key.node()));
        List<XmlElement> parts = requireParts(signature, "SignedInfo", "SignatureValue");
        List<XmlElement> signed = requireParts(parts.get(0), "CanonicalizationMethod", "SignatureMethod", "Reference");
        if (!isAlgorithm(signed.get(0), EXCLUSIVE_CANONICALIZATION)) {
            throw Refusal.because(
                    "assertion-canonicalization", "CanonicalizationMethod must be exclusive, without comments");
        }
        requireAlgorithm(signed.get(1));
        requireReference(signed.get(2), assertion.id());
        return new SignatureForm(signature, bytes(parts.get(1)));
    }

    /** The element {@code Signature}, with no key in it. */
    XmlElement node() {
        return node;
    }

    /** Whether a key of this size can have made it; what else it says is not worth trying. */
    boolean canBeBy(PublicKey key) {
        return !(key instanceof ECPublicKey ec)
                || isPairOf(ec.getParams().getCurve().getField().getFieldSize());
    }

    // RFC 6931 §2.3.6; neither is 0, and Santuario 4.0.4 breaks where one is
    private boolean isPairOf(int bits) {
        int half = bytesOf(bits);
        return value.length == 2 * half
                && new BigInteger(1, value, 0, half).signum() != 0
                && new BigInteger(1, value, half, half).signum() != 0;
    }

    private static int bytesOf(int bits) {
        return (bits + 7) / 8;
    }

    private static void requireAlgorithm(XmlElement method) {
        if (!ALGORITHMS.contains(method.attribute("Algorithm").orElse(""))
                || !method.children().isEmpty()) {
            throw algorithm();
        }
    }

    /** SAML 2.0 core §5.4.2: the signature refers to the assertion that it stands in, and to nothing else. */
    private static void requireReference(XmlElement reference, String id) {
        if (!reference.hasAttribute("URI", "#" + id)) {
            throw Refusal.because("assertion-reference", "the Signature must refer to the ID of its Assertion");
        }
        List<XmlElement> parts = requireParts(reference, "Transforms", "DigestMethod", "DigestValue");
        List<XmlElement> transforms = parts.get(0).children();
        if (transforms.size() != 2
                || !isAlgorithm(transforms.get(0), ENVELOPED)
                || !transforms.get(0).children().isEmpty()
                || !isAlgorithm(transforms.get(1), EXCLUSIVE_CANONICALIZATION)) {
            throw Refusal.because(
                    "assertion-transforms",
                    "the Transforms must be enveloped-signature and exclusive canonicalization without comments");
        }
        if (!DIGESTS.contains(parts.get(1).attribute("Algorithm").orElse(""))) {
            throw algorithm();
        }
        bytes(parts.get(2));
    }

    /** XML Schema's base64Binary: RFC 4648 §4, with white space wherever. */
    private static byte[] bytes(XmlElement element) {
        try {
            return Base64.getDecoder()
                    .decode(element.text()
                            .orElse("")
                            .replace(" ", "")
                            .replace("\t", "")
                            .replace("\r", "")
                            .replace("\n", ""));
        } catch (IllegalArgumentException e) {
            throw Refusal.because("assertion-signature-form", element.name() + " must be base64");
        }
    }

    private static List<XmlElement> requireParts(XmlElement whole, String... names) {
        List<XmlElement> parts = whole.children();
        for (int i = 0; i < Math.max(parts.size(), names.length); i++) {
            if (i >= parts.size() || i >= names.length || !parts.get(i).is(SIGNATURE, names[i])) {
                throw Refusal.because(
                        "assertion-signature-form",
                        whole.name() + " must consist of " + String.join(", ", names) + ", each once");
            }
        }
        return parts;
    }

    private static boolean isAlgorithm(XmlElement element, String algorithm) {
        return element.hasAttribute("Algorithm", algorithm);
    }

    private static OAuthException algorithm() {
        return Refusal.because(
                "assertion-algorithm", "the Signature must be by RSA or ECDSA, with SHA-256, SHA-384 or SHA-512");
    }
}
