// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a configuration, in the order in which it is found. */
final class Problems {

    private static final int MAX_LISTED = 100;

    private final List<String> sentences = new ArrayList<>();
    private final Set<String> filledIn = new HashSet<>();

    void add(String sentence) {
        sentences.add(sentence);
    }

    /** Adds the sentence for what stands at a path, such as {@code clients[0].scope}. */
    void add(String path, String sentence) {
        sentences.add(path.isEmpty() ? sentence : path + ": " + sentence);
    }

    /** Remembers that the environment or a file supplied this text, so that no message may show it. */
    void hide(String text) {
        filledIn.add(text);
    }

    /** Those of the texts that messages may show. */
    List<String> showable(Collection<String> texts) {
        return texts.stream().filter(text -> !filledIn.contains(text)).toList();
    }

    int count() {
        return sentences.size();
    }

    void throwIfAny() {
        if (!sentences.isEmpty()) {
            throw new ConfigurationException(listed());
        }
    }

    private List<String> listed() {
        if (sentences.size() <= MAX_LISTED) {
            return sentences;
        }
        List<String> some = new ArrayList<>(sentences.subList(0, MAX_LISTED));
        some.add("and " + (sentences.size() - MAX_LISTED) + " more");
        return some;
    }
}
