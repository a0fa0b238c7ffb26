// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Authorization code with PKCE and one refresh in memory, beside a third of the bare servlet and a peer. */
final class JourneySection implements Section {

    private static final String OURS = "journeys (code, PKCE, refresh), in memory";
    private static final String SPRING = "Spring Authorization Server, the same on a hash-indexed store";
    private static final String BARE_JOURNEYS = "journeys, fixed answers of the same size by a bare servlet";
    private static final int REQUESTS = 3;
    private static final String OF_A_THIRD = ", of a third of the bare servlet";
    private static final double OF_BARE = 0.7;
    private static final double TIMES_SPRING = 1.7;

    @Override
    public String name() {
        return "journeys";
    }

    @Override
    public double minutes(Plan plan) {
        return plan.minutes(4);
    }

    @Override
    public Reach reach() {
        return Reach.EACH_KIND_OF_THREADS;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        try (LineUp lineUp = new LineUp()) {
            Rig bare = lineUp.closing(Rig.bare());
            Rig bareJourneys = lineUp.closing(Rig.bareJourneys());
            Rig subject = lineUp.closing(Rig.subject(0));
            lineUp.add(Peers.BARE, bare.fixedAnswers());
            lineUp.add(BARE_JOURNEYS, bareJourneys.journeys());
            lineUp.add(OURS, subject.journeys());
            Rig.spring(plan).map(lineUp::closing).ifPresent(peer -> lineUp.add(SPRING, peer.journeys()));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.add(Figure.atLeast(OURS + OF_A_THIRD, ofAThird(measured, OURS), OF_BARE));
            figures.add(Figure.plain(BARE_JOURNEYS + OF_A_THIRD, ofAThird(measured, BARE_JOURNEYS), "%.2f"));
            figures.add(Figure.plain(
                    OURS + ", of the bare servlet's journeys", measured.ratio(OURS, BARE_JOURNEYS), "%.2f"));
            figures.add(Peers.times(measured, OURS, "Spring Authorization Server", SPRING, TIMES_SPRING));
            return figures;
        }
    }

    private static Spread ofAThird(SideBySide measured, String journeys) {
        return measured.compare(rates -> REQUESTS * rates.of(journeys) / rates.of(Peers.BARE));
    }
}
