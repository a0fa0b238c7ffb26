// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.Expected;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Client credentials with opaque tokens in memory, beside the bare servlet and Spring Authorization Server. */
final class TokenSection implements Section {

    private static final String OURS = "client credentials, opaque token, in memory";
    private static final String SPRING = "Spring Authorization Server, the same on a hash-indexed store";
    private static final double OF_BARE = 0.75;
    private static final double TIMES_SPRING = 1.8;

    @Override
    public String name() {
        return "tokens";
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
            Optional<Rig> spring = Rig.spring(plan).map(lineUp::closing);
            Expected.FreshToken answer = subject.freshToken();
            lineUp.add(Peers.BARE, bare.fixedAnswers());
            lineUp.add(OURS, subject.tokens(Registered.OPAQUE_CLIENT, answer));
            spring.ifPresent(peer -> lineUp.add(SPRING, peer.tokens(Registered.OPAQUE_CLIENT)));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.add(Figure.atLeast(OURS + ", of the bare servlet", measured.ratio(OURS, Peers.BARE), OF_BARE));
            figures.add(Peers.times(measured, OURS, "Spring Authorization Server", SPRING, TIMES_SPRING));
            figures.add(Figure.fact("the last of these tokens is valid", "", subject.isActive(answer.last())));
            return figures;
        }
    }
}
