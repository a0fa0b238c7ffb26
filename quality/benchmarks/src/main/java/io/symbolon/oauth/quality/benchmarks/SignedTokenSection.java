// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ClosedLoop;
import io.symbolon.oauth.quality.benchmarks.load.Expected;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import java.util.List;

/** Client credentials with tokens that are JWTs signed with RS256, beside bare signatures on one thread. */
final class SignedTokenSection implements Section {

    @Override
    public String name() {
        return "signed";
    }

    @Override
    public List<Figure> measure(Plan plan) {
        Expected.FreshToken answer = new Expected.FreshToken(Rig.GRANTED);
        try (Rig subject = Rig.subject(0);
                ClosedLoop tokens = subject.tokens(Registered.JWT_CLIENT, answer)) {
            SideBySide measured = SideBySide.measure(plan, new RawSigning(), tokens);
            return List.of(
                    Figure.rate("RSA-2048 signatures, one thread of bare JCA", measured, 0),
                    Figure.rate("client credentials, RS256 `at+jwt`", measured, 1, 0, 1.1),
                    Figure.fact("the last of these tokens is valid", "", subject.isActive(answer.last())),
                    Figure.others(measured));
        }
    }
}
