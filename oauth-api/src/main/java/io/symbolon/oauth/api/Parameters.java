// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.util.List;
import java.util.function.Function;

/** The declared parameters of one request, each read into its type. */
public final class Parameters {

    private static final Parameters NONE = new Parameters(List.of(), new Object[0]);

    private final List<Parameter<?>> declared;
    private final Object[] values;

    private Parameters(List<Parameter<?>> declared, Object[] values) {
        this.declared = declared;
        this.values = values;
    }

    /**
     * Reads all declared parameters.
     *
     * @param declared what the handler declares
     * @param form the non-empty values that the request has for a name; an empty list where it has none
     * @throws OAuthException for the first that is missing, repeated or malformed
     */
    public static Parameters read(List<Parameter<?>> declared, Function<String, List<String>> form) {
        if (declared.isEmpty()) {
            return NONE;
        }
        Object[] values = new Object[declared.size()];
        for (int i = 0; i < values.length; i++) {
            Parameter<?> parameter = declared.get(i);
            values[i] = parameter.read(form.apply(parameter.name()));
        }
        return new Parameters(declared, values);
    }

    /**
     * The value of a declared parameter.
     *
     * @throws IllegalArgumentException if the parameter was not declared
     */
    @SuppressWarnings("unchecked") // the value at a parameter's place was made by that parameter
    public <T> T get(Parameter<T> parameter) {
        for (int i = 0; i < values.length; i++) {
            if (declared.get(i) == parameter) {
                return (T) values[i];
            }
        }
        throw new IllegalArgumentException("the parameter " + parameter + " is not among the declared " + declared);
    }

    /** The names only. */
    @Override
    public String toString() {
        return declared.toString();
    }
}
