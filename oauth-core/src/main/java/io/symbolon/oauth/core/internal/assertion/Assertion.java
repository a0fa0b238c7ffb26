// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.assertion;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.core.internal.token.Base64Url;
import io.symbolon.oauth.core.internal.token.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signed JWT as somebody presented it (RFC 7515 §7.1, RFC 7519): taken apart strictly, and nothing of it believed yet.
 */
public final class Assertion {

    /** The most characters. */
    static final int MAX_LENGTH = 16_384;

    private static final StrictJson JSON = new StrictJson();
    private static final int MAX_TEXT = 255;

    private final Map<String, Object> header;
    private final Map<String, Object> members;
    private final byte[] signingInput;
    private final byte[] signature;

    private Assertion(Map<String, Object> header, Map<String, Object> members, byte[] signingInput, byte[] signature) {
        this.header = header;
        this.members = members;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /** Takes it apart; empty if it is not three strict segments, of which two are strict JSON. */
    static Optional<Assertion> parse(Secret presented) {
        String text = presented.reveal();
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > MAX_LENGTH || first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return Optional.empty();
        }
        byte[] header = Base64Url.decode(text, 0, first);
        byte[] payload = Base64Url.decode(text, first + 1, second);
        byte[] signature = Base64Url.decode(text, second + 1, text.length());
        if (header == null || payload == null || signature == null) {
            return Optional.empty();
        }
        byte[] signingInput = text.substring(0, second).getBytes(StandardCharsets.US_ASCII);
        return JSON.read(header)
                .flatMap(head -> JSON.read(payload)
                        .filter(members -> isShallow(members))
                        .map(members -> new Assertion(head, members, signingInput, signature)));
    }

    /** The {@code alg}; empty if there is none. */
    public String algorithm() {
        return header.get("alg") instanceof String name ? name : "";
    }

    boolean hasCriticalHeader() {
        return header.containsKey("crit");
    }

    Optional<String> kid() {
        return header.get("kid") instanceof String kid ? Optional.of(kid) : Optional.empty();
    }

    /** The media type in short form; empty if there is none, and something that nobody expects if it is no text. */
    Optional<String> type() {
        if (!header.containsKey("typ")) {
            return Optional.empty();
        }
        String type = header.get("typ") instanceof String text ? text : "?";
        String prefix = "application/";
        return Optional.of(
                type.regionMatches(true, 0, prefix, 0, prefix.length()) ? type.substring(prefix.length()) : type);
    }

    /** A claim that is a text of 1 to 255 characters. */
    Optional<String> text(String name) {
        return members.get(name) instanceof String text && !text.isEmpty() && text.length() <= MAX_TEXT
                ? Optional.of(text)
                : Optional.empty();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** A claim that is a time (RFC 7519 §2, NumericDate), to the second below. */
    Optional<Instant> time(String name) {
        try {
            Object value = members.get(name);
            return value instanceof Integer || value instanceof Long || value instanceof Double
                    ? Optional.of(Instant.ofEpochSecond((long) Math.floor(((Number) value).doubleValue())))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** RFC 7519 §4.1.3: the one audience; empty if there is none, or more than one. */
    Optional<String> onlyAudience() {
        Object audience = members.get("aud");
        if (audience instanceof List<?> several && several.size() == 1) {
            audience = several.get(0);
        }
        return audience instanceof String one ? Optional.of(one) : Optional.empty();
    }

    Claims claims() {
        return Claims.of(members);
    }

    byte[] signingInput() {
        return signingInput.clone();
    }

    byte[] signature() {
        return signature.clone();
    }

    /** What it is known by: two have the same only if they have the same maker and the same {@code jti}. */
    Digest marker(String kind) {
        String maker = text("iss").orElseThrow();
        return Digest.of(Secret.of(
                kind + ':' + maker.length() + ':' + maker + text("jti").orElseThrow()));
    }

    private static boolean isShallow(Map<String, Object> members) {
        try {
            Claims.of(members);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Nothing of it: whoever has it can present it. */
    @Override
    public String toString() {
        return "[assertion]";
    }
}
