// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.util.List;

/** Writes {@code docs/configuration.md} from the declarations of the settings and of the configuration's members. */
final class ConfigurationPage {

    /** A configuration that the page shows, and a test reads. */
    static final String EXAMPLE = """
            {
              "issuer": "https://login.example.com",
              "login_page": "/login",
              "access_token_lifetime": "30m",
              "scopes": {
                "photos.read": "See your photos"
              },
              "resources": [
                { "resource": "https://api.example.com/photos", "scopes": ["photos.read"] }
              ],
              "clients": [
                {
                  "client_id": "printer",
                  "client_secret": "${PRINTER_SECRET}",
                  "client_name": "Photo printer",
                  "redirect_uris": ["https://printer.example/callback"],
                  "grant_types": ["authorization_code", "refresh_token"],
                  "scope": "photos.read"
                },
                {
                  "client_id": "photo-api",
                  "client_secret": "${file:/run/secrets/photo-api}",
                  "grant_types": [],
                  "serves": ["https://api.example.com/photos"]
                }
              ],
              "users": [
                { "username": "alice", "password": "${ALICE_PASSWORD}", "claims": { "name": "Alice" } }
              ]
            }
            """;

    private final StringBuilder page = new StringBuilder();

    /**
     * Writes the page.
     *
     * @param embedding Java code that makes settings
     */
    static String write(String embedding) {
        ConfigurationPage page = new ConfigurationPage();
        page.writeIntroduction(embedding);
        page.writeSettings();
        page.writeSections();
        return page.page.toString();
    }

    private void writeIntroduction(String embedding) {
        page.append("""
                # Configuration

                <!-- Written by ConfigurationPageTest, which fails when this file differs from the code. To write it anew:
                     %s -->

                Everything has a safe default but the issuer. There are two ways to set it.

                In Java, where each setting below is a method of `Settings.Builder`, its name in camel case
                (`throttle_...` and `in_memory_...` are set together, by `throttle(...)` and `inMemory(...)`):

                ```java
                %s```

                Or in a JSON document that `ConfigurationReader` reads, together with scopes, resources, clients and, for
                trying out, people:

                ```json
                %s```

                A value that is not allowed stops the start. The message says which one, why, and what to write instead, and
                lists all that is wrong at once. `SettingsReport` lists every setting with its value and points at what is
                allowed but seldom meant.

                ## How values are written

                - **Durations** are a whole number and one unit out of `ms`, `s`, `m`, `h` and `d`, as a string: `"90s"`,
                  `"10m"`, `"30d"`. A bare number counts seconds. ISO 8601 (`"PT10M"`) is refused.
                - **`${NAME}`** in any string is replaced by that environment variable, **`${file:path}`** by the content of that
                  file without its last line break; a relative path starts at the working directory. What is filled in is not
                  looked at again, and never shown in a message. A missing variable or file is refused. `$${` stands for the
                  characters `${`.
                - **Unknown and repeated keys** are refused, and so is `null`: leave out what you do not want to set.
                - The document is JSON (RFC 8259) in UTF-8, without comments, at most 4 MiB and 16 levels deep.

                """.formatted(ConfigurationPageTest.COMMAND, embedding, EXAMPLE));
    }

    private void writeSettings() {
        page.append("## Settings\n\n| name | write | default | allowed | meaning |\n|---|---|---|---|---|\n");
        SettingsTable.ALL.forEach(this::writeSetting);
        page.append("""

                Besides: `refresh_token_sliding_lifetime` is not longer than `refresh_token_absolute_lifetime`,
                `throttle_first_delay` not longer than `throttle_longest_delay`, and `signing_key_announcement` shorter than
                `signing_key_rotation`.

                """);
    }

    private <T> void writeSetting(Setting<T> setting) {
        String standard = setting.standard()
                .map(value -> "`" + setting.type().print(value) + "`")
                .orElse(setting.isRequired() ? Member.REQUIRED : Member.NONE);
        SettingType<T> type = setting.type();
        writeRow(
                "`" + setting.name() + "`",
                type.kind(),
                standard,
                type.bounds().isEmpty() ? type.form() : type.bounds(),
                setting.meaning());
    }

    private void writeSections() {
        writeMembers(
                "Sections", "Beside the settings, the document may have these parts.", ConfigurationReader.SECTIONS);
        writeMembers(
                "Scopes",
                "Either an object from names to descriptions, as above, or a list of objects:",
                ScopeSection.MEMBERS);
        writeMembers("Resources", "Each resource is an object:", ResourceSection.MEMBERS);
        writeMembers(
                "Clients",
                "Each client is an object with the names and defaults of RFC 7591, and some of our own. Whatever else RFC"
                        + " 7591 knows is refused, since it would have no effect.",
                ClientSection.MEMBERS);
        writeMembers("Hashes of client secrets", "A `client_secret_hash` is an object:", ClientSection.HASH_MEMBERS);
        writeMembers(
                "Trusted issuers",
                "Each issuer whose assertions count (RFC 7523) is an object, with its keys either by value or by URI:",
                TrustedIssuerSection.MEMBERS);
        writeMembers(
                "Exchange rules",
                "Each rule of what may be exchanged (RFC 8693) is an object:",
                ExchangeRuleSection.MEMBERS);
        writeMembers(
                "SAML issuers",
                "Each issuer whose SAML assertions count (RFC 7522) is an object:",
                SamlIssuerSection.MEMBERS);
        writeMembers("Users", "Each person is an object:", UserSection.MEMBERS);
        page.append("""
                ## Where state is kept

                The document does not say it; the program does, with `OAuthServer.Builder.storage(...)`. The quickstart has flags
                for it:

                | flag | where tokens, consents, signing keys and all else are kept |
                |---|---|
                | none | in a database in a file (H2) in the directory `quickstart-data` beside the script |
                | `--data DIR` | the same in another directory |
                | `--memory` | nowhere: all is gone when the program stops |
                | `--database-url URL` | in PostgreSQL (`jdbc:postgresql://...`) or MariaDB (`jdbc:mariadb://...`); `--database-user NAME` connects, with the password in the environment variable `QUICKSTART_DATABASE_PASSWORD` |

                The directory is made for its owner alone (mode 700, its key 600), and refused if others may look into it. Its
                file `key` encrypts the private signing keys, also those in a database on a server; it is made at the first
                start. Who loses it loses those keys, and programs that share a database need the same one. The album's own
                sessions and the photos that somebody adds are kept in memory in any case.
                """);
    }

    private void writeMembers(String title, String introduction, List<Member> members) {
        page.append("## ")
                .append(title)
                .append("\n\n")
                .append(introduction)
                .append("\n\n| name | write | default | meaning |\n|---|---|---|---|\n");
        members.forEach(
                member -> writeRow("`" + member.name() + "`", member.form(), member.standard(), member.meaning()));
        page.append('\n');
    }

    private void writeRow(String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        page.append('\n');
    }
}
