// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a page. Text becomes one only by being escaped, so that nothing that somebody typed is ever markup.
 *
 * @param markup what goes to the browser
 */
record Html(String markup) {

    static final Html NONE = new Html("");

    /** The template with each {@code %s} filled: by other HTML as it is, by anything else escaped. */
    static Html of(String template, Object... values) {
        Object[] escaped = Stream.of(values).map(Html::markupOf).toArray();
        return new Html(template.formatted(escaped));
    }

    /** The pieces one after the other. */
    static Html join(Stream<Html> pieces) {
        return new Html(pieces.map(Html::markup).collect(Collectors.joining("\n")));
    }

    private static String markupOf(Object value) {
        return value instanceof Html html ? html.markup : escape(value.toString());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
