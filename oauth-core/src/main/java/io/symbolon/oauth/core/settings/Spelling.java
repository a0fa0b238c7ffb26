// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant to write. */
final class Spelling {

    private static final int MAX_LENGTH = 64;

    private Spelling() {}

    /** The known word that is nearest, if it is so near that it was probably meant. */
    static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int tolerated = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(word -> distance(written, word) <= tolerated)
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /** What to tell about a word that is not known: the nearest one, or all. */
    static String hint(String written, Collection<String> known) {
        String all = known.isEmpty() ? "declare it first" : "known are " + String.join(", ", known);
        return nearest(written, known)
                .map(word -> "did you mean '" + word + "'?")
                .orElse(all);
    }

    /** The word with nothing in it that could disturb a terminal, shortened if it is long. */
    static String printable(String word) {
        StringBuilder clean = new StringBuilder();
        word.codePoints()
                .limit(MAX_LENGTH)
                .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c));
        return word.codePointCount(0, word.length()) > MAX_LENGTH ? clean + "..." : clean.toString();
    }

    /** The number of letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cheapest(int[][] cost, String one, String other, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
