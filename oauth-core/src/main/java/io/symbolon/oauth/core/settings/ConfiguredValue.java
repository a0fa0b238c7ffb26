// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON value and its place in the document. Who reads it in the wrong way gets nothing, and the problem is noted; no
 * message shows the value itself unless its reader says so, and never one that was filled in.
 */
final class ConfiguredValue {

    private static final Object UNREADABLE = new Object();

    private final String path;
    private final Object content;
    private final boolean filled;
    private final Problems problems;

    private ConfiguredValue(String path, Object content, boolean filled, Problems problems) {
        this.path = path;
        this.content = content;
        this.filled = filled;
        this.problems = problems;
    }

    static ConfiguredValue ofText(String path, Placeholders.Filled text, Problems problems) {
        return new ConfiguredValue(path, text.text(), text.filled(), problems);
    }

    static ConfiguredValue ofNumber(String path, Number number, Problems problems) {
        return new ConfiguredValue(path, number, false, problems);
    }

    static ConfiguredValue ofFlag(String path, boolean flag, Problems problems) {
        return new ConfiguredValue(path, flag, false, problems);
    }

    static ConfiguredValue ofElements(String path, List<ConfiguredValue> elements, Problems problems) {
        return new ConfiguredValue(path, elements, false, problems);
    }

    static ConfiguredValue ofMembers(String path, Map<String, ConfiguredValue> members, Problems problems) {
        return new ConfiguredValue(path, members, false, problems);
    }

    /** A value whose problem was noted already: there, but of no kind. */
    static ConfiguredValue unreadable(String path, Problems problems) {
        return new ConfiguredValue(path, UNREADABLE, false, problems);
    }

    /** Where it stands, such as {@code clients[0].scope}; empty for the document. */
    String path() {
        return path;
    }

    Problems problems() {
        return problems;
    }

    /**
     * Parses a text.
     *
     * @param form what to write, for who wrote something else
     * @param parser throws {@link IllegalArgumentException} with a message that may be shown if the text stands in the
     *     document itself
     */
    <T> Optional<T> parse(String form, Function<String, T> parser) {
        if (!(content instanceof String text)) {
            return refuseKind(form);
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            refuse((filled ? "what was filled in is not allowed here" : e.getMessage()) + "; write " + form);
            return Optional.empty();
        }
    }

    /** Reads the value of a setting; empty if it is malformed or out of bounds. */
    <T> Optional<T> read(Setting<T> setting) {
        Optional<T> value = setting.type().read(this);
        if (value.isPresent() && !setting.type().allows(value.get())) {
            String found = isFilled()
                    ? "has a value filled in"
                    : "is '" + setting.type().print(value.get()) + "'";
            problems.add(setting.refusal(found));
            return Optional.empty();
        }
        return value;
    }

    /** Reads {@code true} or {@code false}. */
    Optional<Boolean> flag() {
        return content instanceof Boolean flag
                ? Optional.of(flag)
                : refuseKind("true or false, without quotation marks");
    }

    /** Reads a whole number. */
    Optional<Integer> wholeNumber(String form) {
        return content instanceof Integer number ? Optional.of(number) : refuseKind(form);
    }

    boolean isText() {
        return content instanceof String;
    }

    boolean isObject() {
        return content instanceof Map<?, ?>;
    }

    /** The elements of a list. */
    @SuppressWarnings("unchecked") // ofElements() is the only way in
    Optional<List<ConfiguredValue>> elements(String form) {
        return content instanceof List<?> ? Optional.of((List<ConfiguredValue>) content) : refuseKind(form);
    }

    /** The members of an object. */
    @SuppressWarnings("unchecked") // ofMembers() is the only way in
    Optional<Map<String, ConfiguredValue>> members(String form) {
        return isObject() ? Optional.of((Map<String, ConfiguredValue>) content) : refuseKind(form);
    }

    /** The value as {@code String}, {@code Boolean}, {@code Number}, or {@code List} and {@code Map} of the same. */
    Object plain() {
        if (content instanceof List<?>) {
            return elements("").orElse(List.of()).stream()
                    .map(ConfiguredValue::plain)
                    .toList();
        }
        if (content instanceof Map<?, ?>) {
            Map<String, Object> plain = new LinkedHashMap<>();
            members("").orElse(Map.of()).forEach((name, value) -> plain.put(name, value.plain()));
            return plain;
        }
        return content == UNREADABLE ? "" : content;
    }

    /** Notes what a type of ours said about it; not for what was filled in. */
    void refuse(IllegalArgumentException refusal) {
        refuse(String.valueOf(refusal.getMessage()));
    }

    void refuse(String sentence) {
        problems.add(path, sentence);
    }

    private boolean isFilled() {
        return filled
                || (content instanceof List<?>
                        && elements("").orElse(List.of()).stream().anyMatch(ConfiguredValue::isFilled));
    }

    private <T> Optional<T> refuseKind(String form) {
        if (content != UNREADABLE) {
            refuse("found " + kind() + "; write " + form);
        }
        return Optional.empty();
    }

    private String kind() {
        if (content instanceof String) {
            return "a string";
        }
        if (content instanceof Number) {
            return content instanceof Integer ? "a number" : "a fraction or a number too large";
        }
        if (content instanceof Boolean) {
            return "true or false";
        }
        return content instanceof List<?> ? "a list" : "an object";
    }

    /** The place only. */
    @Override
    public String toString() {
        return path;
    }
}
