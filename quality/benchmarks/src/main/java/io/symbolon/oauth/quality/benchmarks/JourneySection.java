// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Authorization code with PKCE and one refresh in memory, beside a third of the bare servlet and a peer. */
final class JourneySection implements Section {

    private static final String OURS = "journeys (code, PKCE, refresh), in memory";
    private static final String SPRING = "Spring Authorization Server, the same on a hash-indexed store";
    private static final int REQUESTS = 3;
    private static final double OF_BARE = 0.7;
    private static final double TIMES_SPRING = 1.7;

    @Override
    public String name() {
        return "journeys";
    }

    @Override
    public double minutes(Plan plan) {
        return plan.minutes(3);
    }

    @Override
    public Reach reach() {
        return Reach.EACH_KIND_OF_THREADS;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        try (LineUp lineUp = new LineUp()) {
            Rig bare = lineUp.closing(Rig.bare());
            Rig subject = lineUp.closing(Rig.subject(0));
            lineUp.add(Peers.BARE, bare.fixedAnswers());
            lineUp.add(OURS, subject.journeys());
            Rig.spring(plan).map(lineUp::closing).ifPresent(peer -> lineUp.add(SPRING, peer.journeys()));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.add(Figure.atLeast(
                    OURS + ", of a third of the bare servlet",
                    measured.compare(rates -> REQUESTS * rates.of(OURS) / rates.of(Peers.BARE)),
                    OF_BARE));
            figures.add(Peers.times(measured, OURS, "Spring Authorization Server", SPRING, TIMES_SPRING));
            return figures;
        }
    }
}
