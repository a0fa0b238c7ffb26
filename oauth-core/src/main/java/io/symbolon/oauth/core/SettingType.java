// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.Issuer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The values that a setting can have: how they are written, and which of them are allowed. {@link #read} takes plain
 * JSON values: {@code String}, {@code Boolean}, {@code Number}, {@code List} and {@code Map}.
 */
sealed interface SettingType<T> {

    /** What to write, such as "a duration (...)". */
    String form();

    /** Which values are allowed, in words; empty where the form says all. */
    String bounds();

    /** Whether the value lies within the bounds. */
    boolean allows(T value);

    /**
     * Reads a JSON value; empty if it is of the wrong kind.
     *
     * @throws IllegalArgumentException if it is of the right kind, but malformed
     */
    Optional<T> read(Object json);

    /** Writes the value as a configuration would. */
    String print(T value);

    /** A duration within bounds. */
    record Span(Duration atLeast, Duration atMost) implements SettingType<Duration> {

        @Override
        public String form() {
            return "a duration: " + DurationText.FORM + ", in quotation marks; a bare number counts seconds";
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
        public Optional<Duration> read(Object json) {
            if (json instanceof String text) {
                return Optional.of(DurationText.parse(text));
            }
            return json instanceof Integer seconds ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
        }

        @Override
        public String print(Duration value) {
            return DurationText.print(value);
        }
    }

    /** A whole number within bounds. */
    record Count(int atLeast, int atMost) implements SettingType<Integer> {

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
        public Optional<Integer> read(Object json) {
            return json instanceof Integer count ? Optional.of(count) : Optional.empty();
        }

        @Override
        public String print(Integer value) {
            return Integer.toString(value);
        }
    }

    /** How refresh tokens rotate. */
    record Rotation() implements SettingType<RefreshTokenRotation> {

        @Override
        public String form() {
            return "one of the words that are listed";
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
        public Optional<RefreshTokenRotation> read(Object json) {
            if (!(json instanceof String word)) {
                return Optional.empty();
            }
            for (RefreshTokenRotation rotation : RefreshTokenRotation.values()) {
                if (print(rotation).equals(word)) {
                    return Optional.of(rotation);
                }
            }
            throw new IllegalArgumentException("it must be one of " + bounds());
        }

        @Override
        public String print(RefreshTokenRotation value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The issuer identifier. */
    record IssuerUri() implements SettingType<Issuer> {

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
        public Optional<Issuer> read(Object json) {
            return json instanceof String uri ? Optional.of(new Issuer(uri)) : Optional.empty();
        }

        @Override
        public String print(Issuer value) {
            return value.uri();
        }
    }

    /** A page of the application. */
    record Page() implements SettingType<ApplicationUri> {

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
        public Optional<ApplicationUri> read(Object json) {
            return json instanceof String path ? Optional.of(new ApplicationUri(path)) : Optional.empty();
        }

        @Override
        public String print(ApplicationUri value) {
            return value.path();
        }
    }

    /** The name of something that is installed, such as a token format. */
    record Name() implements SettingType<String> {

        private static final int MAX_LENGTH = 64;

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
        public Optional<String> read(Object json) {
            return json instanceof String name ? Optional.of(name) : Optional.empty();
        }

        @Override
        public String print(String value) {
            return value;
        }
    }

    /** Names out of a known set, each once, at least one. */
    record Names(List<String> known) implements SettingType<List<String>> {

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
        public Optional<List<String>> read(Object json) {
            if (json instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return Optional.of(list.stream().map(String.class::cast).toList());
            }
            return Optional.empty();
        }

        @Override
        public String print(List<String> value) {
            return String.join(", ", value);
        }
    }
}
