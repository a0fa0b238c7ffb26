// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML without document types, and thus without entities, by the platform's own parser, whatever others are on the
 * class path. Comments are left out, so that none can cut a text in two; nothing is ever fetched.
 */
final class StrictXml {

    /** The most levels of elements. */
    static final int MAX_DEPTH = 32;

    private StrictXml() {}

    /** The document; empty if it is not well-formed, has a document type, or is nested too deeply. */
    static Optional<Document> parse(String text) {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return Optional.of(builder.parse(new InputSource(new StringReader(text))));
        } catch (SAXException e) {
            return Optional.empty();
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("the platform's parser reads a text in memory", e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute("jdk.xml.maxElementDepth", MAX_DEPTH);
        factory.setXIncludeAware(false);
        factory.setIgnoringComments(true);
        factory.setCoalescing(true);
        return factory;
    }

    /** Writes nothing to the standard streams, as the parser would by itself. */
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException warning) {}

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
