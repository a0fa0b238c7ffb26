// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.server.StoredTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Introspection of opaque tokens, with one and with many of them stored, beside the bare servlet and a peer. */
final class IntrospectionSection implements Section {

    /** Of the many, so many are asked about, spread over all. */
    private static final int ASKED = 1_000;

    private static final String ONE = "introspection, in memory, 1 token stored";
    private static final String SPRING = "Spring Authorization Server, introspection on a hash-indexed store";
    private static final double OF_BARE = 0.75;
    private static final double FLAT = 0.9;

    @Override
    public String name() {
        return "introspection";
    }

    @Override
    public double minutes(Plan plan) {
        return plan.minutes(4);
    }

    @Override
    public Reach reach() {
        return Reach.EACH_PLATFORM;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        int stored = plan.storedTokens();
        String many = String.format(Locale.ROOT, "introspection, in memory, %,d tokens stored", stored);
        try (LineUp lineUp = new LineUp()) {
            Rig bare = lineUp.closing(Rig.bare());
            Rig one = lineUp.closing(Rig.subject(1));
            Rig large = lineUp.closing(Rig.subject(stored));
            lineUp.add(Peers.BARE, bare.fixedAnswers());
            lineUp.add(ONE, one.introspections(tokens(1)));
            lineUp.add(many, large.introspections(tokens(stored)));
            Rig.spring(plan)
                    .map(lineUp::closing)
                    .ifPresent(peer -> lineUp.add(SPRING, peer.introspections(List.of(peer.oneToken()))));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.add(Figure.atLeast(ONE + ", of the bare servlet", measured.ratio(ONE, Peers.BARE), OF_BARE));
            figures.add(Figure.atLeast(many + ", of the bare servlet", measured.ratio(many, Peers.BARE), OF_BARE));
            figures.add(Figure.atLeast(many + ", beside 1 token stored", measured.ratio(many, ONE), FLAT));
            return figures;
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
