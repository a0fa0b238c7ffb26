// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the flaw that {@link ContractRun} asks for to the constructor of the contract's test. */
final class FlawOfTheRun implements ParameterResolver {

    static final String PARAMETER = "flaw";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Flaw.class.isAssignableFrom(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String name = context.getConfigurationParameter(PARAMETER).orElseThrow();
        return Stream.of(parameter.getParameter().getType().getEnumConstants())
                .filter(flaw -> ((Flaw) flaw).name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
