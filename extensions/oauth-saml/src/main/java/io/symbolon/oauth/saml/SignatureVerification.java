// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Optional;
import org.apache.xml.security.Init;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;

/**
 * Whether a registered key signed an assertion, and what it signed. What is read of the assertion afterwards is read from
 * the very bytes whose digest was signed, so that nothing else in the document can be taken for them.
 */
final class SignatureVerification {

    SignatureVerification() {
        Init.init();
    }

    /** The signed assertion; empty if none of these keys signed it. */
    Optional<PresentedAssertion> signed(
            PresentedAssertion presented, SignatureForm signature, Collection<PublicKey> keys) {
        presented.root().node().setIdAttributeNS(null, "ID", true);
        return keys.stream()
                .filter(signature::canBeBy)
                .flatMap(key -> signedBy(key, signature).stream())
                .findFirst()
                .flatMap(bytes -> StrictXml.parse(new String(bytes, StandardCharsets.UTF_8)))
                .map(document -> PresentedAssertion.of(new XmlElement(document.getDocumentElement())));
    }

    private static Optional<byte[]> signedBy(PublicKey key, SignatureForm form) {
        try {
            XMLSignature signature = new XMLSignature(form.node().node(), "", true);
            return signature.checkSignatureValue(key)
                    ? Optional.of(signature.getSignedInfo().item(0).getReferencedBytes())
                    : Optional.empty();
        } catch (XMLSecurityException e) {
            // the platform may not have the algorithm or the curve
            return Optional.empty();
        }
    }
}
