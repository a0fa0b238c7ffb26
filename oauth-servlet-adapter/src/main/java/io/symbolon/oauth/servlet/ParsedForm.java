// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.symbolon.oauth.api.Body;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A form that the container has parsed before us, written anew: the parameters but for the query's own. */
final class ParsedForm {

    private ParsedForm() {}

    /** The form in UTF-8; empty if the container says that it could not read it. */
    static Optional<Body> encode(HttpServletRequest host) {
        Map<String, String[]> all;
        try {
            all = host.getParameterMap();
        } catch (RuntimeException e) {
            return Optional.empty(); // containers throw what they like when a limit is passed
        }
        Map<String, Integer> inQuery = countNames(host.getQueryString());
        boolean charsetUnknown = host.getCharacterEncoding() == null;
        StringBuilder form = new StringBuilder();
        all.forEach((name, values) -> {
            // Jakarta Servlet 6.0 §3.1: the query's values come before the body's.
            for (int i = inQuery.getOrDefault(name, 0); i < values.length; i++) {
                form.append(form.isEmpty() ? "" : "&")
                        .append(encoded(name, charsetUnknown))
                        .append('=')
                        .append(encoded(values[i], charsetUnknown));
            }
        });
        return Optional.of(Body.utf8(form.toString()));
    }

    /** Malformed ones count too: if the container dropped one, a body's value is lost, and no query's value gained. */
    private static Map<String, Integer> countNames(String query) {
        Map<String, Integer> counts = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                counts.merge(decoded(equals < 0 ? pair : pair.substring(0, equals)), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static String encoded(String text, boolean charsetUnknown) {
        return URLEncoder.encode(charsetUnknown ? asSent(text) : text, UTF_8);
    }

    /** Told no charset, some containers read ISO-8859-1; what was UTF-8 all the same is recognised by its bytes. */
    private static String asSent(String text) {
        if (!ISO_8859_1.newEncoder().canEncode(text)) {
            return text;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }
}
