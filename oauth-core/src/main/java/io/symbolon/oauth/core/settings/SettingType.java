// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.Issuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The values that a setting can have: how they are written, and which of them are allowed.
 */
sealed interface SettingType<T> {

    /** The kind of value in one word or two, for tables. */
    String kind();

    /** What to write, such as "a whole number". */
    String form();

    /** Which values are allowed, in words; empty where the form says all. */
    String bounds();

    /** Whether the value lies within the bounds. */
    boolean allows(T value);

    /** Reads a value of a configuration; empty if it is malformed, which is noted there. Looks at no bounds. */
    Optional<T> read(ConfiguredValue value);

    /** Writes the value as a configuration would. */
    String print(T value);

    /** A duration within bounds. */
    record Span(Duration atLeast, Duration atMost) implements SettingType<Duration> {

        @Override
        public String kind() {
            return "duration";
        }

        @Override
        public String form() {
            return "a duration such as \"90s\", \"10m\" or \"30d\", or a number of seconds";
        }

        @Override
        public String bounds() {
            return DurationText.print(atLeast) + " to " + DurationText.print(atMost);
        }

        @Override
        public boolean allows(Duration value) {
            return value.compareTo(atLeast) >= 0 && value.compareTo(atMost) <= 0;
        }

        @Override
        public Optional<Duration> read(ConfiguredValue value) {
            if (value.isText()) {
                return value.parse(form(), DurationText::parse);
            }
            return value.wholeNumber(form()).map(Duration::ofSeconds);
        }

        @Override
        public String print(Duration value) {
            return DurationText.print(value);
        }
    }

    /** True or false. */
    record Flag() implements SettingType<Boolean> {

        @Override
        public String kind() {
            return "true or false";
        }

        @Override
        public String form() {
            return "true or false";
        }

        @Override
        public String bounds() {
            return "";
        }

        @Override
        public boolean allows(Boolean value) {
            return true;
        }

        @Override
        public Optional<Boolean> read(ConfiguredValue value) {
            return value.flag();
        }

        @Override
        public String print(Boolean value) {
            return value.toString();
        }
    }

    /** A whole number within bounds. */
    record Count(int atLeast, int atMost) implements SettingType<Integer> {

        @Override
        public String kind() {
            return "whole number";
        }

        @Override
        public String form() {
            return "a whole number";
        }

        @Override
        public String bounds() {
            return atLeast + " to " + atMost;
        }

        @Override
        public boolean allows(Integer value) {
            return value >= atLeast && value <= atMost;
        }

        @Override
        public Optional<Integer> read(ConfiguredValue value) {
            return value.wholeNumber(form());
        }

        @Override
        public String print(Integer value) {
            return Integer.toString(value);
        }
    }

    /** How refresh tokens rotate. */
    record Rotation() implements SettingType<RefreshTokenRotation> {

        @Override
        public String kind() {
            return "word";
        }

        @Override
        public String form() {
            return "one of " + bounds();
        }

        @Override
        public String bounds() {
            StringJoiner words = new StringJoiner(", ");
            for (RefreshTokenRotation rotation : RefreshTokenRotation.values()) {
                words.add(print(rotation));
            }
            return words.toString();
        }

        @Override
        public boolean allows(RefreshTokenRotation value) {
            return true;
        }

        @Override
        public Optional<RefreshTokenRotation> read(ConfiguredValue value) {
            return value.parse(form(), this::parse);
        }

        @Override
        public String print(RefreshTokenRotation value) {
            return value.name().toLowerCase(Locale.ROOT);
        }

        private RefreshTokenRotation parse(String word) {
            for (RefreshTokenRotation rotation : RefreshTokenRotation.values()) {
                if (print(rotation).equals(word)) {
                    return rotation;
                }
            }
            throw new IllegalArgumentException("'" + Spelling.printable(word) + "' is none of the words");
        }
    }

    /** The issuer identifier. */
    record IssuerUri() implements SettingType<Issuer> {

        @Override
        public String kind() {
            return "URI";
        }

        @Override
        public String form() {
            return "an https URI without a slash at its end, such as https://login.example.com";
        }

        @Override
        public String bounds() {
            return "http only on localhost, 127.0.0.1 or [::1]";
        }

        @Override
        public boolean allows(Issuer value) {
            return true;
        }

        @Override
        public Optional<Issuer> read(ConfiguredValue value) {
            return value.parse(form(), Issuer::new);
        }

        @Override
        public String print(Issuer value) {
            return value.uri();
        }
    }

    /** A page of the application. */
    record Page() implements SettingType<ApplicationUri> {

        @Override
        public String kind() {
            return "path";
        }

        @Override
        public String form() {
            return "a path on the issuer's host, such as /login";
        }

        @Override
        public String bounds() {
            return "";
        }

        @Override
        public boolean allows(ApplicationUri value) {
            return true;
        }

        @Override
        public Optional<ApplicationUri> read(ConfiguredValue value) {
            return value.parse(form(), ApplicationUri::new);
        }

        @Override
        public String print(ApplicationUri value) {
            return value.path();
        }
    }

    /** The name of something that is installed, such as a token format. */
    record Name() implements SettingType<String> {

        private static final int MAX_LENGTH = 64;

        /**
         * Checks a name that is no setting.
         *
         * @throws IllegalArgumentException if it has other characters or another length
         */
        static String parse(String name) {
            Name type = new Name();
            if (!type.allows(name)) {
                throw new IllegalArgumentException("a name has " + type.bounds());
            }
            return name;
        }

        @Override
        public String kind() {
            return "name";
        }

        @Override
        public String form() {
            return "a name";
        }

        @Override
        public String bounds() {
            return "1 to " + MAX_LENGTH + " visible ASCII characters without space";
        }

        @Override
        public boolean allows(String value) {
            return !value.isEmpty()
                    && value.length() <= MAX_LENGTH
                    && value.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        }

        @Override
        public Optional<String> read(ConfiguredValue value) {
            return value.parse(form(), name -> name);
        }

        @Override
        public String print(String value) {
            return value;
        }
    }

    /** Names out of a known set, each once, at least one. */
    record Names(List<String> known) implements SettingType<List<String>> {

        @Override
        public String kind() {
            return "list of names";
        }

        @Override
        public String form() {
            return "a list of names";
        }

        @Override
        public String bounds() {
            return "at least one of " + String.join(", ", known) + "; each at most once";
        }

        @Override
        public boolean allows(List<String> value) {
            return !value.isEmpty() && known.containsAll(value) && new HashSet<>(value).size() == value.size();
        }

        @Override
        public Optional<List<String>> read(ConfiguredValue value) {
            return value.elements(form()).flatMap(Names::texts);
        }

        @Override
        public String print(List<String> value) {
            return value.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "[", "]"));
        }

        private static Optional<List<String>> texts(List<ConfiguredValue> elements) {
            List<String> texts = new ArrayList<>();
            elements.forEach(element -> element.parse("a name", text -> text).ifPresent(texts::add));
            return texts.size() == elements.size() ? Optional.of(List.copyOf(texts)) : Optional.empty();
        }
    }
}
