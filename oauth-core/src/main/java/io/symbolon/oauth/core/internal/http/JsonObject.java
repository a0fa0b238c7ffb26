// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.http;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Claims;
import java.util.Map;

/** Writes a JSON object, member by member, without an intermediate map (RFC 8259). */
public final class JsonObject {

    private final StringBuilder text = new StringBuilder(256).append('{');

    public JsonObject put(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    public JsonObject put(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    public JsonObject put(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    /** Adds a list of strings. */
    public JsonObject put(String name, Iterable<?> values) {
        name(name);
        value(values);
        return this;
    }

    /** Adds all members; the caller sees to it that no name occurs twice. */
    public JsonObject putAll(Claims members) {
        for (Map.Entry<String, Object> member : members.asMap().entrySet()) {
            name(member.getKey());
            value(member.getValue());
        }
        return this;
    }

    /** The whole object; nothing can be added any more. */
    public Body toBody() {
        return Body.utf8(text.append('}'));
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        string(name);
        text.append(':');
    }

    private void value(Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Map<?, ?> members) {
            char separator = '{';
            for (Map.Entry<?, ?> member : members.entrySet()) {
                text.append(separator);
                string(member.getKey().toString());
                text.append(':');
                value(member.getValue());
                separator = ',';
            }
            text.append(members.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> elements) {
            text.append('[');
            boolean first = true;
            for (Object element : elements) {
                if (!first) {
                    text.append(',');
                }
                value(element);
                first = false;
            }
            text.append(']');
        } else {
            string(value.toString());
        }
    }

    private void string(String value) {
        text.append('"');
        int plain = 0;
        while (plain < value.length() && isPlain(value.charAt(plain))) {
            plain++;
        }
        if (plain == value.length()) {
            text.append(value).append('"');
            return;
        }
        text.append(value, 0, plain);
        for (int i = plain; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20 || c == 0x2028 || c == 0x2029 || (Character.isSurrogate(c) && !isPaired(value, i))) {
                text.append("\\u").append(Character.forDigit(c >> 12, 16)).append(Character.forDigit(c >> 8 & 15, 16));
                text.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
    }

    private static boolean isPaired(String value, int i) {
        char c = value.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }
}
