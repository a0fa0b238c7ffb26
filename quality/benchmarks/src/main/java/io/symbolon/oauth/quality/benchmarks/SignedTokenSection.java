// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.Expected;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.benchmarks.server.Signing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Client credentials with tokens that are JWTs, signed by the platform and by native code, beside bare signatures, the
 * bare servlet, and peers.
 */
final class SignedTokenSection implements Section {

    private static final String RAW = "RSA-2048 signatures by bare JCA, all cores, platform provider";
    private static final String NATIVE_RAW = "RSA-2048 signatures by bare JCA, all cores, native provider";
    private static final String RS256 = "client credentials, RS256 `at+jwt`, platform provider";
    private static final String NATIVE_RS256 = "client credentials, RS256 `at+jwt`, native provider";
    private static final String ES256 = "client credentials, ES256 `at+jwt`, platform provider";
    private static final String NATIVE_ES256 = "client credentials, ES256 `at+jwt`, native provider";
    private static final String SPRING = "Spring Authorization Server";
    private static final String SPRING_RS256 = SPRING + ", RS256 JWT";
    private static final String SPRING_ES256 = SPRING + ", ES256 JWT";
    private static final String NODE = "node-oidc-provider";
    private static final String NODE_RS256 = NODE + ", RS256 JWT";

    @Override
    public String name() {
        return "signed";
    }

    @Override
    public double minutes(Plan plan) {
        return plan.minutes(11);
    }

    @Override
    public Reach reach() {
        return Reach.EACH_PLATFORM;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        try (LineUp lineUp = new LineUp()) {
            Map<Rig, Expected.FreshToken> answers = new LinkedHashMap<>();
            lineUp.add(Peers.BARE, lineUp.closing(Rig.bare()).fixedAnswers());
            lineUp.add(RAW, RawSigning.by(Signing.BY_PLATFORM));
            lineUp.add(NATIVE_RAW, RawSigning.by(Signing.NATIVELY));
            add(lineUp, RS256, Rig.signing("RS256", Signing.BY_PLATFORM), answers);
            add(lineUp, NATIVE_RS256, Rig.signing("RS256", Signing.NATIVELY), answers);
            add(lineUp, ES256, Rig.signing("ES256", Signing.BY_PLATFORM), answers);
            add(lineUp, NATIVE_ES256, Rig.signing("ES256", Signing.NATIVELY), answers);
            Map<Rig, Expected.FreshToken> theirs = new LinkedHashMap<>();
            Rig.springSigning(plan, "RS256").ifPresent(peer -> add(lineUp, SPRING_RS256, peer, theirs));
            Rig.springSigning(plan, "ES256").ifPresent(peer -> add(lineUp, SPRING_ES256, peer, theirs));
            NodePeer.start(plan, "RS256").ifPresent(peer -> add(lineUp, NODE_RS256, peer, theirs));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.addAll(demands(measured));
            figures.add(Figure.fact(
                    "the last token of each kind is valid",
                    "",
                    answers.entrySet().stream()
                            .allMatch(
                                    rig -> rig.getKey().isActive(rig.getValue().last()))));
            return figures;
        }
    }

    private static void add(LineUp lineUp, String name, Rig rig, Map<Rig, Expected.FreshToken> answers) {
        lineUp.closing(rig);
        Expected.FreshToken answer = rig.freshToken();
        answers.put(rig, answer);
        lineUp.add(name, rig.tokens(Registered.JWT_CLIENT, answer));
    }

    private static List<Figure> demands(SideBySide measured) {
        return List.of(
                ofSeries(measured, RS256, RAW),
                ofSeries(measured, NATIVE_RS256, NATIVE_RAW),
                Peers.times(measured, RS256, SPRING, SPRING_RS256, 1.2),
                Peers.times(measured, NATIVE_RS256, SPRING, SPRING_RS256, 3.5),
                Peers.times(measured, NATIVE_RS256, NODE, NODE_RS256, 2),
                Figure.atLeast(NATIVE_ES256 + ", of the bare servlet", measured.ratio(NATIVE_ES256, Peers.BARE), 0.55),
                Peers.times(measured, NATIVE_ES256, SPRING, SPRING_ES256, 8));
    }

    private static Figure ofSeries(SideBySide measured, String tokens, String signatures) {
        return Figure.plain(
                tokens + ", of the bare servlet followed by a bare signature",
                measured.compare(rates -> rates.of(tokens) * (1 / rates.of(Peers.BARE) + 1 / rates.of(signatures))),
                "%.2f");
    }
}
