// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.sas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The peer's tables by its own scripts, with the types that they prescribe for PostgreSQL, and the indexes that they lack. */
final class PeerTables {

    private static final String SCRIPTS = "org/springframework/security/oauth2/server/authorization/";

    private PeerTables() {}

    static void create(JdbcTemplate database) {
        for (String script : List.of(
                "oauth2-authorization-schema.sql",
                "oauth2-authorization-consent-schema.sql",
                "client/oauth2-registered-client-schema.sql")) {
            database.execute(read(SCRIPTS + script)
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .replace(" blob ", " text ")
                    .replace(" timestamp ", " timestamptz "));
        }
        for (String column : List.of(
                "authorization_code_value",
                "access_token_value",
                "refresh_token_value",
                "oidc_id_token_value",
                "user_code_value",
                "device_code_value",
                "state")) {
            database.execute("CREATE INDEX by_" + column + " ON oauth2_authorization (" + column + ")");
        }
    }

    private static String read(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
