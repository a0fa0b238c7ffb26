// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser by itself, which nobody need ask first whether a text has a document type. */
final class StrictXmlTest {

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a>&x;</a>", "<a>", ""})
    @Tag("threat-rfc7522-6-hostile")
    void readsNoDocumentTypesAndNoEntities(String text) {
        assertThat(StrictXml.parse(text)).isEmpty();
    }

    @Test
    @Tag("threat-rfc7522-6-hostile")
    void readsAsDeepAsItMay() {
        assertThat(StrictXml.parse(deep(StrictXml.MAX_DEPTH))).isPresent();
        assertThat(StrictXml.parse(deep(StrictXml.MAX_DEPTH + 1))).isEmpty();
    }

    private static String deep(int levels) {
        return "<a>".repeat(levels) + "</a>".repeat(levels);
    }
}
