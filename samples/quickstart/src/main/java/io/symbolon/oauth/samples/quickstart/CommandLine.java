// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a command line, by flag.
 *
 * @param flags what stands behind each flag; of one that is repeated, the last counts
 */
record CommandLine(Map<String, String> flags) {

    CommandLine {
        flags = Map.copyOf(flags);
    }

    /**
     * Reads the words.
     *
     * @param withValue the flags that need one, behind them or behind an equals sign
     * @param alone the flags that take none
     * @throws StartException if they say what is not understood
     */
    static CommandLine parse(List<String> words, Set<String> withValue, Set<String> alone) {
        Deque<String> rest = new ArrayDeque<>(words);
        Map<String, String> flags = new LinkedHashMap<>();
        while (!rest.isEmpty()) {
            String word = rest.pop();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String flag = equals < 0 ? word : word.substring(0, equals);
            if (equals >= 0) {
                rest.push(word.substring(equals + 1));
            }
            if (withValue.contains(flag)) {
                flags.put(flag, value(flag, rest));
            } else if (!alone.contains(flag)) {
                throw new StartException("'" + flag + "' is not understood; ./quickstart --help lists what is");
            } else if (equals >= 0) {
                throw new StartException(flag + " takes no value");
            } else {
                flags.put(flag, "");
            }
        }
        return new CommandLine(flags);
    }

    Optional<String> find(String flag) {
        return Optional.ofNullable(flags.get(flag));
    }

    boolean has(String flag) {
        return flags.containsKey(flag);
    }

    /** The flags only: what stands behind them may be secret. */
    @Override
    public String toString() {
        return flags.keySet().toString();
    }

    private static String value(String flag, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().isEmpty()) {
            throw new StartException(flag + " needs a value");
        }
        return rest.pop();
    }
}
