// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.http;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The parameters of a form or a query, decoded strictly; names and values stand in the order of the wire. */
public final class Form implements Function<String, List<String>> {

    private static final int MAX_PARAMETERS = 100;
    private static final Form EMPTY = new Form(new String[0], 0);

    /** Each name, and after it the value. */
    private final String[] components;

    private final int length;

    private Form(String[] components, int length) {
        this.components = components;
        this.length = length;
    }

    /** The parameters of a body of the type {@code application/x-www-form-urlencoded} (RFC 6749, Appendix B). */
    public static Form ofBody(Request request) {
        if (request.isBodyTooLarge()) {
            throw OAuthException.requestTooLarge(
                    "the body is too large; send at most " + Request.MAX_BODY_BYTES + " bytes");
        }
        Optional<String> contentType = request.header("Content-Type");
        if (request.body().length() == 0 && contentType.isEmpty()) {
            return EMPTY;
        }
        if (contentType.isEmpty() || !isForm(contentType.get())) {
            throw OAuthException.invalidRequest("send a body of the type application/x-www-form-urlencoded in UTF-8")
                    .refusedBy("content-type");
        }
        return parse(request.body());
    }

    /** The parameters of a request to an endpoint, as the engine has read them. */
    public static Form of(EndpointRequest request) {
        if (request.form() instanceof Form read) {
            return read;
        }
        throw new IllegalArgumentException("only the engine reads forms");
    }

    /** The parameters of the query. */
    public static Form ofQuery(Request request) {
        if (request.query().length() > Request.MAX_BODY_BYTES) {
            throw OAuthException.requestTooLarge("the query is too long");
        }
        return ofText(request.query());
    }

    /** The parameters of an encoded text. */
    public static Form ofText(String encoded) {
        return parse(Body.utf8(encoded));
    }

    /** The same as {@link #values}. */
    @Override
    public List<String> apply(String name) {
        return values(name);
    }

    /** The values for the name, but the empty ones, which count as absent (RFC 6749 §3.2). */
    public List<String> values(String name) {
        List<String> found = List.of();
        for (int i = 0; i < length; i += 2) {
            String value = components[i + 1];
            if (components[i].equals(name) && !value.isEmpty()) {
                if (found.isEmpty()) {
                    found = List.of(value);
                } else {
                    found = new ArrayList<>(found);
                    found.add(value);
                }
            }
        }
        return found;
    }

    /** Whether there is a value for the name. */
    public boolean has(String name) {
        return !values(name).isEmpty();
    }

    /** How often the name occurs, with a value or without. */
    public int occurrences(String name) {
        int count = 0;
        for (int i = 0; i < length; i += 2) {
            count += components[i].equals(name) ? 1 : 0;
        }
        return count;
    }

    /** All names, in the order of the wire. */
    public List<String> names() {
        List<String> names = new ArrayList<>(length / 2);
        for (int i = 0; i < length; i += 2) {
            names.add(components[i]);
        }
        return names;
    }

    /**
     * Refuses a parameter that occurs twice, empty or not, known or not (RFC 6749 §3.1, §3.2), unless it is declared as
     * repeatable.
     */
    public void refuseRepeats(Collection<Parameter<?>> declared) {
        for (int i = 2; i < length; i += 2) {
            if (isBefore(i, components[i]) && !isRepeatable(components[i], declared)) {
                throw OAuthException.invalidRequest("a parameter must not be repeated")
                        .refusedBy("repeated-parameter");
            }
        }
    }

    private boolean isBefore(int end, String name) {
        for (int i = 0; i < end; i += 2) {
            if (components[i].equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRepeatable(String name, Collection<Parameter<?>> declared) {
        return declared.stream()
                .anyMatch(parameter ->
                        parameter.name().equals(name) && parameter.occurrence() == Parameter.Occurrence.REPEATABLE);
    }

    private static boolean isForm(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].trim().equals("application/x-www-form-urlencoded")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].trim().replace("\"", "");
            if (part.startsWith("charset=") && !part.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    private static Form parse(Body body) {
        if (body.length() == 0) {
            return EMPTY;
        }
        String[] components = new String[2 * Math.min(ampersands(body) + 1, MAX_PARAMETERS)];
        int length = 0;
        byte[] decoded = new byte[body.length()];
        int start = 0;
        while (start <= body.length()) {
            int end = indexOf(body, '&', start, body.length());
            if (end > start) {
                if (length == 2 * MAX_PARAMETERS) {
                    throw OAuthException.invalidRequest("send at most " + MAX_PARAMETERS + " parameters");
                }
                int equals = indexOf(body, '=', start, end);
                components[length++] = decode(body, start, equals, decoded);
                components[length++] = equals < end ? decode(body, equals + 1, end, decoded) : "";
            }
            start = end + 1;
        }
        return new Form(components, length);
    }

    private static int ampersands(Body body) {
        int count = 0;
        for (int i = 0; i < body.length(); i++) {
            count += body.at(i) == '&' ? 1 : 0;
        }
        return count;
    }

    static String decoded(String component) {
        Body body = Body.utf8(component);
        return decode(body, 0, body.length(), new byte[body.length()]);
    }

    private static int indexOf(Body body, char wanted, int from, int to) {
        int i = from;
        while (i < to && body.at(i) != wanted) {
            i++;
        }
        return i;
    }

    private static String decode(Body body, int from, int to, byte[] decoded) {
        int length = 0;
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            int b = body.at(i);
            if (b == '%') {
                if (i + 2 >= to) {
                    throw malformed();
                }
                b = hex(body.at(i + 1)) << 4 | hex(body.at(i + 2));
                i += 2;
            } else if (b == '+') {
                b = ' ';
            }
            if ((b < 0x20 && b != '\t' && b != '\r' && b != '\n') || b == 0x7F) {
                throw OAuthException.invalidRequest("a parameter holds a control character")
                        .refusedBy("control-character");
            }
            ascii &= b < 0x80;
            decoded[length++] = (byte) b;
        }
        return ascii ? new String(decoded, 0, length, StandardCharsets.US_ASCII) : utf8(decoded, length);
    }

    private static String utf8(byte[] decoded, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(decoded, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static int hex(int c) {
        int digit = Character.digit(c, 16);
        if (digit < 0) {
            throw malformed();
        }
        return digit;
    }

    private static OAuthException malformed() {
        return OAuthException.invalidRequest("the parameters are not form-encoded in UTF-8")
                .refusedBy("form-encoding");
    }
}
