// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ClosedLoop;
import io.symbolon.oauth.quality.benchmarks.server.StoredTokens;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Introspection of opaque tokens, with one and with many of them stored, beside the bare servlet. */
final class IntrospectionSection implements Section {

    /** Of the many, so many are asked about, spread over all. */
    private static final int ASKED = 1_000;

    @Override
    public String name() {
        return "introspection";
    }

    @Override
    public List<Figure> measure(Plan plan) {
        int many = plan.storedTokens();
        try (Rig bare = Rig.bare();
                Rig one = Rig.subject(1);
                Rig large = Rig.subject(many);
                ClosedLoop limit = bare.fixedAnswers();
                ClosedLoop ofOne = one.introspections(tokens(1));
                ClosedLoop ofMany = large.introspections(tokens(many))) {
            SideBySide measured = SideBySide.measure(plan, limit, ofOne, ofMany);
            return List.of(
                    Figure.rate("bare servlet, 200 bytes of JSON", measured, 0),
                    Figure.rate("introspection, 1 token stored", measured, 1, 0, 0.6),
                    Figure.rate(
                            String.format(Locale.ROOT, "introspection, %,d tokens stored", many), measured, 2, 0, 0.6),
                    Figure.rate("the latter beside the former", measured, 2, 1, 0.9),
                    Figure.others(measured));
        }
    }

    private static List<String> tokens(int stored) {
        StoredTokens tokens = new StoredTokens(1);
        int asked = Math.min(stored, ASKED);
        return IntStream.range(0, asked)
                .mapToObj(i -> tokens.token(i * (stored / asked)).reveal())
                .toList();
    }
}
