// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fills {@code ${NAME}} from the environment and {@code ${file:path}} from files. A dollar sign before a placeholder makes
 * it plain text.
 */
final class Placeholders {

    private static final String FILE = "file:";

    private final Function<String, Optional<String>> environment;
    private final ConfigurationReader.SecretFiles files;

    Placeholders(Function<String, Optional<String>> environment, ConfigurationReader.SecretFiles files) {
        this.environment = environment;
        this.files = files;
    }

    /**
     * Fills the text. What is filled in is not looked at again.
     *
     * @throws IllegalArgumentException if a placeholder cannot be filled; the message shows no value
     */
    Filled fill(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean filled = false;
        int at = 0;
        for (int dollar = text.indexOf("${"); dollar >= 0; dollar = text.indexOf("${", at)) {
            if (dollar > at && text.charAt(dollar - 1) == '$') {
                result.append(text, at, dollar - 1).append("${");
                at = dollar + 2;
                continue;
            }
            int end = text.indexOf('}', dollar);
            if (end < 0) {
                throw new IllegalArgumentException(
                        "a placeholder has no closing brace; write ${NAME} or ${file:path}, or $${ for the characters ${");
            }
            result.append(text, at, dollar).append(value(text.substring(dollar + 2, end)));
            filled = true;
            at = end + 1;
        }
        return new Filled(result.append(text, at, text.length()).toString(), filled);
    }

    private String value(String name) {
        return name.startsWith(FILE) ? content(name.substring(FILE.length())) : variable(name);
    }

    private String variable(String name) {
        if (!isVariableName(name)) {
            throw new IllegalArgumentException(
                    "a placeholder names no environment variable; write ${NAME} with letters,"
                            + " digits and underscores, or $${ for the characters ${");
        }
        return environment
                .apply(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the environment variable " + shown(name) + " is not set; set it before the start"));
    }

    private String content(String path) {
        try {
            return withoutLastLineBreak(files.read(path));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file " + Spelling.printable(path) + " cannot be read ("
                            + e.getClass().getSimpleName() + "); correct the path or its permissions",
                    e);
        }
    }

    private static String withoutLastLineBreak(String content) {
        if (content.endsWith("\r\n")) {
            return content.substring(0, content.length() - 2);
        }
        return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    }

    private static boolean isVariableName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c == '_' || isUpper(c) || isDigit(c) || (c >= 'a' && c <= 'z'))
                && !isDigit(name.charAt(0));
    }

    // A secret that happens to hold a brace is not repeated: it hardly looks like a variable.
    private static String shown(String name) {
        return name.chars().allMatch(c -> c == '_' || isUpper(c) || isDigit(c)) ? name : "named here";
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /**
     * A text whose placeholders were replaced.
     *
     * @param text the result
     * @param filled whether it had a placeholder; then it may be a secret and is never shown
     */
    record Filled(String text, boolean filled) {

        @Override
        public String toString() {
            return filled ? "[filled]" : "[text]";
        }
    }
}
