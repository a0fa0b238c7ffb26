// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.util.Optional;

/**
 * The one declaration of a setting. The builder's checks, the configuration reader, the report and the documentation are
 * made from it. Two settings are never equal.
 */
final class Setting<T> {

    private final String name;
    private final SettingType<T> type;
    private final Optional<T> standard;
    private final boolean required;
    private final String meaning;
    private final String reason;

    private Setting(
            String name, SettingType<T> type, Optional<T> standard, boolean required, String meaning, String reason) {
        this.name = name;
        this.type = type;
        this.standard = standard;
        this.required = required;
        this.meaning = meaning;
        this.reason = reason;
    }

    /** A setting that everybody writes. */
    static <T> Setting<T> required(String name, SettingType<T> type, String meaning) {
        return new Setting<>(name, type, Optional.empty(), true, meaning, "");
    }

    /** A setting that may be absent. */
    static <T> Setting<T> optional(String name, SettingType<T> type, String meaning) {
        return new Setting<>(name, type, Optional.empty(), false, meaning, "");
    }

    /**
     * A setting that has a value where nobody writes one.
     *
     * @param reason why it has the bounds that it has; part of the message to who leaves them
     */
    static <T> Setting<T> of(String name, SettingType<T> type, T standard, String meaning, String reason) {
        return new Setting<>(name, type, Optional.of(standard), false, meaning, reason);
    }

    /** The name in a configuration. */
    String name() {
        return name;
    }

    SettingType<T> type() {
        return type;
    }

    /** The value where nobody writes one. */
    Optional<T> standard() {
        return standard;
    }

    boolean isRequired() {
        return required;
    }

    String meaning() {
        return meaning;
    }

    /**
     * Returns the value.
     *
     * @throws IllegalArgumentException if it lies outside the bounds; says which setting, why, and what to write
     */
    T checked(T value) {
        if (!type.allows(value)) {
            throw new IllegalArgumentException(refusal("is '" + type.print(value) + "'"));
        }
        return value;
    }

    /** The sentence for a value that is refused; {@code what} says what is wrong with it. */
    String refusal(String what) {
        StringBuilder sentence = new StringBuilder(name).append(' ').append(what);
        if (!type.bounds().isEmpty()) {
            sentence.append(", but allowed is ").append(type.bounds());
        }
        if (!reason.isEmpty()) {
            sentence.append(" (").append(reason).append(')');
        }
        sentence.append("; write ").append(type.form());
        standard.ifPresent(value -> sentence.append("; the default is ").append(type.print(value)));
        return sentence.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
