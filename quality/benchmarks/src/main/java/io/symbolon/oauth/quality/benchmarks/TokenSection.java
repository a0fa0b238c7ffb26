// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ClosedLoop;
import io.symbolon.oauth.quality.benchmarks.load.Expected;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import java.util.List;

/** Client credentials with opaque tokens in memory, beside the bare servlet. */
final class TokenSection implements Section {

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public List<Figure> measure(Plan plan) {
        Expected.FreshToken answer = new Expected.FreshToken(Rig.GRANTED);
        try (Rig bare = Rig.bare();
                Rig subject = Rig.subject(0);
                ClosedLoop limit = bare.fixedAnswers();
                ClosedLoop tokens = subject.tokens(Registered.OPAQUE_CLIENT, answer)) {
            SideBySide measured = SideBySide.measure(plan, limit, tokens);
            return List.of(
                    Figure.rate("bare servlet, 200 bytes of JSON", measured, 0),
                    Figure.rate("client credentials, opaque token", measured, 1, 0, 0.6),
                    Figure.fact("the last of these tokens is valid", "", subject.isActive(answer.last())),
                    Figure.others(measured));
        }
    }
}
