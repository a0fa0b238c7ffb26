// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import io.symbolon.oauth.testkit.CodeFlow.ObtainedCode;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection to the database is cut at each message of a redemption, COMMIT among them, before the message arrives and
 * after it was acted on.
 */
@Tag("security-case-1")
final class CutConnectionTest {

    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final Duration WINDOW = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void leavesNothingHalfDone(Engine engine) {
        Database database = engine.shared().freshDatabase();
        Rows rows = new Rows(database);
        Map<String, Integer> seen = new TreeMap<>();
        try (CuttingProxy proxy = CuttingProxy.to(port(database));
                Node node = Node.on(through(proxy, database), WINDOW)) {
            for (CuttingProxy.Side side : CuttingProxy.Side.values()) {
                boolean cut = true;
                for (int message = 1; cut; message++) {
                    ObtainedCode code = node.client().codeFor("account-" + side + message);
                    long before = rows.accessTokens();
                    proxy.cutAt(message, side);
                    Response answer = node.client().redeem(code);
                    cut = proxy.hasCut();

                    boolean spent = node.stateOf(code).orElseThrow() == Redeemable.State.SPENT;
                    assertThat(rows.accessTokens() - before).isEqualTo(spent ? 1 : 0);
                    assertThat(rows.halfWritten()).isZero();
                    if (answer.status() == 200) {
                        IssuedTokens tokens = IssuedTokens.in(answer);
                        assertThat(node.knows(tokens.accessToken())).isTrue();
                        assertThat(node.client().refresh(tokens).status()).isEqualTo(200);
                        assertThat(spent).isTrue();
                    }
                    assertThat(node.client().redeem(code).status()).isEqualTo(spent ? 400 : 200);
                    if (cut) {
                        seen.merge(
                                "cut " + side + ", answered " + answer.status()
                                        + (spent ? ", redeemed" : ", not redeemed"),
                                1,
                                Integer::sum);
                    }
                }
            }
        }
        Report.line("cut connection: " + engine + ", a code: " + seen + "; nothing half-written, none redeemed twice");
        assertThat(seen).isNotEmpty();
    }

    private static int port(Database database) {
        Matcher port = PORT.matcher(database.url());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private static Database through(CuttingProxy proxy, Database database) {
        String url = PORT.matcher(database.url()).replaceFirst("127.0.0.1:" + proxy.port());
        return new Database(url, database.user(), database.password(), database.dataSource());
    }
}
