// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request parameter that an endpoint or a grant declares, as a typed constant. The engine reads it before the handler
 * runs: malformed, missing or repeated ones never reach the handler. An empty value counts as absent (RFC 6749 §3.2).
 *
 * @param <T> what the handler gets: the value, or an {@code Optional} or {@code List} of it
 */
public final class Parameter<T> {

    /** How often a parameter occurs. */
    public enum Occurrence {
        /** Exactly once. */
        REQUIRED,
        /** At most once. */
        OPTIONAL,
        /** Any number of times. */
        REPEATABLE
    }

    private final String name;
    private final Occurrence occurrence;
    private final boolean secret;
    private final Function<List<String>, T> reading;
    private final Function<String, OAuthException> refusal;

    private Parameter(
            String name,
            Occurrence occurrence,
            boolean secret,
            Function<List<String>, T> reading,
            Function<String, OAuthException> refusal) {
        this.name = name;
        this.occurrence = occurrence;
        this.secret = secret;
        this.reading = reading;
        this.refusal = refusal;
    }

    /**
     * A parameter that must be there.
     *
     * @param type reads the decoded text; throws {@code IllegalArgumentException} saying what is wrong with it
     */
    public static <T> Parameter<T> required(String name, Function<String, T> type) {
        return new Parameter<>(
                name, Occurrence.REQUIRED, false, values -> type.apply(values.get(0)), OAuthException::invalidRequest);
    }

    /** A parameter that may be there; see {@link #required(String, Function)}. */
    public static <T> Parameter<Optional<T>> optional(String name, Function<String, T> type) {
        return new Parameter<>(
                name,
                Occurrence.OPTIONAL,
                false,
                values -> values.isEmpty() ? Optional.empty() : Optional.of(type.apply(values.get(0))),
                OAuthException::invalidRequest);
    }

    /** A parameter that may be repeated; see {@link #required(String, Function)}. */
    public static <T> Parameter<List<T>> repeatable(String name, Function<String, T> type) {
        return new Parameter<>(
                name,
                Occurrence.REPEATABLE,
                false,
                values ->
                        values.isEmpty() ? List.of() : values.stream().map(type).toList(),
                OAuthException::invalidRequest);
    }

    /** A text that must be there and that never appears in a log. */
    public static Parameter<Secret> requiredSecret(String name) {
        return required(name, Secret::of).masked();
    }

    /** A text that may be there and that never appears in a log. */
    public static Parameter<Optional<Secret>> optionalSecret(String name) {
        return optional(name, Secret::of).masked();
    }

    /** The same parameter, refused with another error than {@code invalid_request} where it is malformed. */
    public Parameter<T> refusedAs(Function<String, OAuthException> error) {
        return new Parameter<>(name, occurrence, secret, reading, error);
    }

    private Parameter<T> masked() {
        return new Parameter<>(name, occurrence, true, reading, refusal);
    }

    /** The name on the wire. */
    public String name() {
        return name;
    }

    public Occurrence occurrence() {
        return occurrence;
    }

    /** Whether the value must not be seen. */
    public boolean isSecret() {
        return secret;
    }

    /**
     * Reads the values that a request has for this parameter; empty ones were left out.
     *
     * @throws OAuthException saying which parameter is missing, repeated or malformed, and how it should be
     */
    public T read(List<String> values) {
        if (values.isEmpty() && occurrence == Occurrence.REQUIRED) {
            throw OAuthException.invalidRequest("the parameter " + name + " is missing")
                    .refusedBy("missing:" + name);
        }
        if (values.size() > 1 && occurrence != Occurrence.REPEATABLE) {
            throw OAuthException.invalidRequest("the parameter " + name + " must not be repeated")
                    .refusedBy("repeated:" + name);
        }
        try {
            return reading.apply(values);
        } catch (IllegalArgumentException e) {
            throw refusal.apply("the parameter " + name + " is malformed: " + e.getMessage())
                    .refusedBy("malformed:" + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
