// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An element of a document that was read strictly, asked only for what stands in it directly. */
record XmlElement(Element node) {

    boolean is(String namespace, String name) {
        return namespace.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
    }

    boolean isIn(String namespace) {
        return namespace.equals(node.getNamespaceURI());
    }

    String name() {
        return node.getLocalName();
    }

    /** All elements directly in it. */
    List<XmlElement> children() {
        List<XmlElement> found = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.add(new XmlElement(element));
            }
        }
        return found;
    }

    List<XmlElement> children(String namespace, String name) {
        return children().stream().filter(child -> child.is(namespace, name)).toList();
    }

    /** The only element of this name directly in it; empty if there is none, or more than one. */
    Optional<XmlElement> only(String namespace, String name) {
        List<XmlElement> found = children(namespace, name);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** An attribute without a namespace. */
    Optional<String> attribute(String name) {
        Attr attribute = node.getAttributeNodeNS(null, name);
        return attribute == null ? Optional.empty() : Optional.of(attribute.getValue());
    }

    boolean hasAttribute(String name, String value) {
        return attribute(name).filter(value::equals).isPresent();
    }

    /** All of its text; empty if there is none, or elements among it. */
    Optional<String> text() {
        return children().isEmpty() && !node.getTextContent().isEmpty()
                ? Optional.of(node.getTextContent())
                : Optional.empty();
    }
}
