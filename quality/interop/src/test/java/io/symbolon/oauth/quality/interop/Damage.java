// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** What can be wrong with a parameter or a header, done to a request that is right but for that. */
enum Damage {
    ABSENT,
    EMPTY,
    REPEATED,
    MEGABYTE,
    /** The character U+0000, form-encoded in a parameter and as a byte in a header. */
    NUL,
    /** A line break with what could be a header after it. */
    LINE_BREAK,
    /** A text that looks like a structure. */
    WRONG_TYPE,
    /** Bytes that are not UTF-8. */
    INVALID_UTF8,
    UTF_16,
    JSON,
    MULTIPART,
    /** GET instead of POST, the other way round, or neither. */
    OTHER_METHOD,
    /** {@code name[]}. */
    ARRAY,
    /** In the URI, where the endpoint wants it in the body. */
    IN_URI;

    /** In every damaged value, so that an answer that repeats it is found out. */
    static final String MARKER = "zq7Marker7qz";

    private static final String MULTIPART_TYPE = "multipart/form-data; boundary=" + MARKER;

    /** Whether the damage can be done to a parameter of an endpoint with these methods. */
    boolean concernsParameter(Set<String> methods) {
        return this != IN_URI || !methods.contains("GET");
    }

    /** Whether the damage can be done to a header. */
    boolean concernsHeader() {
        return this != OTHER_METHOD && this != ARRAY && this != IN_URI;
    }

    /** Does it to a parameter. */
    void harm(RawRequest request, String name, String value, Set<String> methods) {
        String sound = name + "=";
        switch (this) {
            case ABSENT -> request.without(name);
            case EMPTY -> request.without(name).encoded(sound);
            case REPEATED -> request.without(name).parameter(name, value).parameter(name, value);
            case MEGABYTE -> request.without(name).encoded(sound + MARKER + "A".repeat(1_000_000));
            case NUL -> request.without(name).parameter(name, MARKER + "\0");
            case LINE_BREAK -> request.without(name).parameter(name, value + "\r\nX-Injected: " + MARKER);
            case WRONG_TYPE -> request.without(name).parameter(name, "{\"$gt\":[\"" + MARKER + "\"]}");
            case INVALID_UTF8 -> request.without(name).encoded(sound + MARKER + "%C3%28%FF");
            case UTF_16 ->
                request.body(
                        "application/x-www-form-urlencoded; charset=utf-16",
                        (sound + MARKER).getBytes(StandardCharsets.UTF_16));
            case JSON ->
                request.body(
                        "application/json", bytes("{\"" + name + "\":\"" + value + "\",\"x\":\"" + MARKER + "\"}"));
            case MULTIPART ->
                request.body(
                        MULTIPART_TYPE,
                        bytes("--" + MARKER + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n"
                                + value + "\r\n--" + MARKER + "--\r\n"));
            case OTHER_METHOD -> otherMethod(request, methods);
            case ARRAY -> request.without(name).parameter(name + "[]", value);
            case IN_URI -> request.without(name).inQuery(name, value);
        }
    }

    /** Does it to a header whose right value this is. */
    void harm(RawRequest request, String name, String value) {
        request.withoutHeader(name);
        switch (this) {
            case EMPTY -> request.header(name, "");
            case REPEATED -> request.header(name, value).header(name, value);
            case MEGABYTE -> request.header(name, value + MARKER + "A".repeat(1_000_000));
            case NUL -> request.header(name, value + MARKER + "\0");
            case LINE_BREAK -> request.header(name, value + "\r\n " + MARKER);
            case WRONG_TYPE -> request.header(name, "Bearer " + MARKER);
            case INVALID_UTF8 ->
                request.header(name, "Basic " + base64(new byte[] {(byte) 0xC3, 0x28, ':', (byte) 0xFF}));
            case UTF_16 ->
                request.header(
                        name,
                        name.equals("Content-Type")
                                ? value + "; charset=utf-16"
                                : "Basic " + base64("web:secret".getBytes(StandardCharsets.UTF_16)));
            case JSON -> request.header(name, "application/json");
            case MULTIPART -> request.header(name, MULTIPART_TYPE);
            default -> {
                // ABSENT: it is removed already
            }
        }
    }

    private static void otherMethod(RawRequest request, Set<String> methods) {
        if (methods.contains("GET") && methods.contains("POST")) {
            request.method("PUT", true);
        } else {
            request.method(methods.contains("GET") ? "POST" : "GET", methods.contains("GET"));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
