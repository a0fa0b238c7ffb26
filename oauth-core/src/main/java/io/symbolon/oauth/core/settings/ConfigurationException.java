// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.util.List;

/**
 * A configuration that cannot be used. It lists everything that is wrong, each with its place and what to write instead,
 * and shows no value that was filled in and no secret.
 */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ConfigurationException(List<String> problems) {
        super(
                problems.size() == 1
                        ? "the configuration is refused: " + problems.get(0)
                        : "the configuration is refused:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one sentence each, in the order of the document. */
    public List<String> problems() {
        return problems;
    }
}
