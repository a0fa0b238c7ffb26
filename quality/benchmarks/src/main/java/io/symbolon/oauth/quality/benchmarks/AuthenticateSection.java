// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.InProcess;
import java.util.ArrayList;
import java.util.List;

/** Access tokens presented to a server in the same process, on one thread, each looked up as to whether it lives. */
final class AuthenticateSection implements Section {

    private static final String OPAQUE = "`authenticate`, opaque token, one thread";
    private static final String SEEN = "`authenticate`, ES256 JWT seen before, one thread";
    private static final String NEW = "`authenticate`, ES256 JWT never seen before, one thread";
    private static final String RAW = "ES256 verifications by bare JCA, one thread";

    @Override
    public String name() {
        return "authenticate";
    }

    /** The tokens that are never seen before are minted meanwhile. */
    @Override
    public double minutes(Plan plan) {
        return plan.minutes(5);
    }

    @Override
    public Reach reach() {
        return Reach.EACH_PLATFORM;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        try (LineUp lineUp = new LineUp()) {
            ServerProcess process = lineUp.closing(ServerProcess.start(Rig.HEAP, InProcess.class));
            lineUp.addPlain(OPAQUE, contender(process, InProcess.Command.OPAQUE));
            lineUp.addPlain(SEEN, contender(process, InProcess.Command.SEEN));
            lineUp.addPlain(NEW, contender(process, InProcess.Command.NEW));
            lineUp.addPlain(RAW, contender(process, InProcess.Command.RAW));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.add(Figure.rateAtLeast(OPAQUE + ", a second", measured.rate(OPAQUE), 1_000_000));
            figures.add(Figure.rateAtLeast(SEEN + ", a second", measured.rate(SEEN), 500_000));
            figures.add(Figure.atLeast(NEW + ", of the bare verification", measured.ratio(NEW, RAW), 0.85));
            process.say(InProcess.Command.REVOCATION + " 0");
            String[] seen = process.nextLine().split(" ", -1);
            figures.add(revocation("opaque token", seen[0]));
            figures.add(revocation("ES256 JWT", seen[1]));
            return figures;
        }
    }

    private static Contender contender(ServerProcess process, InProcess.Command command) {
        return duration -> {
            process.say(command + " " + duration.toNanos());
            String[] said = process.nextLine().split(" ", -1);
            return new Sample(Long.parseLong(said[0]), Long.parseLong(said[1]), 0);
        };
    }

    private static Figure revocation(String token, String seen) {
        return Figure.fact("a revocation between two calls is seen by the second, " + token, "", seen.equals("1"));
    }
}
