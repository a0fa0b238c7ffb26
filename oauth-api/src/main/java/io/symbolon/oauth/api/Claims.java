// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of a JSON object; immutable, in the order in which they were given. Values are {@code String}, {@code
 * Boolean}, {@code Number}, {@code List} and {@code Map} of the same, at most eight levels deep.
 */
public final class Claims {

    private static final Claims NONE = new Claims(Map.of());
    private static final int MAX_DEPTH = 8;

    private final Map<String, Object> members;

    private Claims(Map<String, Object> members) {
        this.members = members;
    }

    public static Claims none() {
        return NONE;
    }

    /**
     * A deep copy of the members.
     *
     * @throws IllegalArgumentException if a value is none of the JSON kinds, or nested too deeply
     */
    public static Claims of(Map<String, ?> members) {
        return members.isEmpty() ? NONE : new Claims(copyOf(members, 1));
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** All members, in order; deeply immutable. */
    public Map<String, Object> asMap() {
        return members;
    }

    /** These claims and one more, or with another value. */
    public Claims with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return of(more);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Claims claims && members.equals(claims.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** The names only: a value may be personal. */
    @Override
    public String toString() {
        return members.keySet().toString();
    }

    private static Map<String, Object> copyOf(Map<?, ?> members, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("the name of a JSON member is a string");
            }
            copy.put(text, copyOf(text, value, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyOf(String name, Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "the claim " + name + " is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (value instanceof String || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return copyOf(map, depth + 1);
        }
        if (value instanceof Iterable<?> elements) {
            List<Object> copy = new ArrayList<>();
            elements.forEach(element -> copy.add(copyOf(name, element, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException("the claim " + name + " has a value that JSON does not know");
    }
}
