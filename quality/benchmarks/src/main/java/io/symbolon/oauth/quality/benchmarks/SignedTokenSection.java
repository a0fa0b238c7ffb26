// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ClosedLoop;
import io.symbolon.oauth.quality.benchmarks.load.Expected;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.benchmarks.server.Signing;
import java.util.List;

/**
 * Client credentials with tokens that are JWTs, signed by the platform and by native code, beside bare signatures on one
 * thread and the bare servlet.
 */
final class SignedTokenSection implements Section {

    @Override
    public String name() {
        return "signed";
    }

    @Override
    public List<Figure> measure(Plan plan) {
        Expected.FreshToken rs256Token = new Expected.FreshToken(Rig.GRANTED);
        Expected.FreshToken nativeRs256Token = new Expected.FreshToken(Rig.GRANTED);
        Expected.FreshToken es256Token = new Expected.FreshToken(Rig.GRANTED);
        Expected.FreshToken nativeEs256Token = new Expected.FreshToken(Rig.GRANTED);
        try (Rig bare = Rig.bare();
                Rig rs256 = Rig.signing("RS256", Signing.BY_PLATFORM);
                Rig nativeRs256 = Rig.signing("RS256", Signing.NATIVELY);
                Rig es256 = Rig.signing("ES256", Signing.BY_PLATFORM);
                Rig nativeEs256 = Rig.signing("ES256", Signing.NATIVELY);
                ClosedLoop fixed = bare.fixedAnswers();
                ClosedLoop rs256Tokens = rs256.tokens(Registered.JWT_CLIENT, rs256Token);
                ClosedLoop nativeRs256Tokens = nativeRs256.tokens(Registered.JWT_CLIENT, nativeRs256Token);
                ClosedLoop es256Tokens = es256.tokens(Registered.JWT_CLIENT, es256Token);
                ClosedLoop nativeEs256Tokens = nativeEs256.tokens(Registered.JWT_CLIENT, nativeEs256Token)) {
            SideBySide measured = SideBySide.measure(
                    plan, new RawSigning(), rs256Tokens, nativeRs256Tokens, fixed, es256Tokens, nativeEs256Tokens);
            boolean valid = rs256.isActive(rs256Token.last())
                    && nativeRs256.isActive(nativeRs256Token.last())
                    && es256.isActive(es256Token.last())
                    && nativeEs256.isActive(nativeEs256Token.last());
            return List.of(
                    Figure.rate("RSA-2048 signatures, one thread of bare JCA", measured, 0),
                    Figure.rate("client credentials, RS256 `at+jwt`", measured, 1, 0, 1.1),
                    Figure.rate("the same, signed by native code", measured, 2, 0, 3),
                    Figure.rate("bare servlet, 200 bytes of JSON", measured, 3),
                    Figure.rate("client credentials, ES256 `at+jwt`", measured, 4),
                    Figure.rate("the same, signed by native code", measured, 5, 3, 0.55),
                    Figure.fact("the last token of each kind is valid", "", valid),
                    Figure.others(measured));
        }
    }
}
