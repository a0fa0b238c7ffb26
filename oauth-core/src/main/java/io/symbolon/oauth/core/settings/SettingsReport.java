// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.client.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All settings with their values, and what about them deserves a second look. It holds no secret.
 *
 * @param entries every setting, in the order of the documentation
 * @param findings what is allowed, but seldom meant; none is a reason not to start
 */
public record SettingsReport(List<Entry> entries, List<Finding> findings) {

    private static final Set<String> LEGACY_GRANTS = Set.of("password", "implicit");

    public SettingsReport {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /** Reports on settings, whatever clients there will be. */
    public static SettingsReport of(Settings settings) {
        List<Finding> findings = findingsOf(settings);
        if (settings.refreshTokenRotation() == RefreshTokenRotation.NEVER) {
            findings.add(neverRotating("public clients"));
        }
        return new SettingsReport(entriesOf(settings), findings);
    }

    /** Reports on settings together with the clients and people that are configured beside them. */
    public static SettingsReport of(Configuration configuration) {
        List<Finding> findings = findingsOf(configuration.settings());
        for (Client client : configuration.clients()) {
            findings.addAll(findingsOf(client, configuration.settings()));
        }
        if (!configuration.users().isEmpty()) {
            findings.add(new Finding(
                    "users",
                    "people's passwords stand in the configuration, which is for trying out and testing only"));
        }
        return new SettingsReport(entriesOf(configuration.settings()), findings);
    }

    /** The same report with one more finding, of whoever knows what else is installed. */
    public SettingsReport with(Finding finding) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(finding);
        return new SettingsReport(entries, more);
    }

    /** The report as text, line by line, without line breaks. */
    public List<String> lines() {
        int longest =
                entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add("settings");
        for (Entry entry : entries) {
            String padding = " ".repeat(longest - entry.name().length());
            lines.add("  " + entry.name() + padding + "  " + entry.value() + (entry.isDefault() ? "  (default)" : ""));
        }
        lines.add(findings.isEmpty() ? "findings: none" : "findings");
        findings.forEach(finding -> lines.add("  " + finding.about() + ": " + finding.sentence()));
        return lines;
    }

    /** The lines, each ended by a line feed. */
    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }

    private static List<Entry> entriesOf(Settings settings) {
        SettingValues values = settings.values();
        return SettingsTable.ALL.stream()
                .map(setting ->
                        new Entry(setting.name(), values.print(setting).orElse("(none)"), values.isStandard(setting)))
                .toList();
    }

    private static List<Finding> findingsOf(Settings settings) {
        Findings findings = new Findings(settings.values());
        if (!settings.issuer().isSecure()) {
            findings.add(SettingsTable.ISSUER, "it is an http address, which works on this machine only");
        }
        findings.longerThan(
                SettingsTable.AUTHORIZATION_CODE_LIFETIME,
                Duration.ofMinutes(5),
                "a code is redeemed within seconds, and whoever steals one has the rest of the time");
        findings.longerThan(
                SettingsTable.ACCESS_TOKEN_LIFETIME,
                Duration.ofHours(8),
                "a stolen token works all that time; refresh tokens give long access at less risk");
        findings.longerThan(
                SettingsTable.SELF_CONTAINED_ACCESS_TOKEN_LIFETIME,
                Duration.ofMinutes(30),
                "resource servers that only check the signature take a revoked token all that time");
        findings.longerThan(
                SettingsTable.REFRESH_TOKEN_SLIDING_LIFETIME,
                Duration.ofDays(180),
                "a client that has gone keeps its access for more than half a year");
        findings.longerThan(
                SettingsTable.REFRESH_TOKEN_ABSOLUTE_LIFETIME,
                Duration.ofDays(730),
                "people are not asked again for more than two years");
        if (settings.refreshTokenRotation() != RefreshTokenRotation.NEVER
                && settings.refreshWindow().isZero()) {
            findings.add(
                    SettingsTable.REFRESH_WINDOW,
                    "a client whose answer is lost, or that refreshes twice at once, loses its access");
        }
        findings.longerThan(
                SettingsTable.REFRESH_WINDOW,
                Duration.ofSeconds(30),
                "a stolen predecessor goes unnoticed all that time");
        findings.longerThan(
                SettingsTable.SIGNING_KEY_ROTATION,
                Duration.ofDays(365),
                "a key that leaks unnoticed signs for more than a year");
        if (settings.signingKeyAnnouncement().compareTo(Duration.ofHours(1)) < 0) {
            findings.add(
                    SettingsTable.SIGNING_KEY_ANNOUNCEMENT,
                    "validators that keep the JWK Set for an hour will refuse tokens of a new key");
        }
        findings.longerThan(
                SettingsTable.CLOCK_TOLERANCE,
                Duration.ofSeconds(30),
                "clocks that differ that much hide other faults; synchronise them");
        if (settings.keyFetchLoopback()) {
            findings.add(
                    SettingsTable.KEY_FETCH_LOOPBACK,
                    "whoever registers a JWKS URI can make this server ask whatever listens on this machine");
        }
        if (settings.throttle().freeAttempts() > 20) {
            findings.add(SettingsTable.THROTTLE_FREE_ATTEMPTS, "a guesser has this many guesses without any delay");
        }
        return findings.found;
    }

    private static List<Finding> findingsOf(Client client, Settings settings) {
        String about = "client " + client.clientId();
        List<Finding> findings = new ArrayList<>();
        boolean refreshes = client.grantTypes().contains(GrantType.REFRESH_TOKEN);
        if (settings.refreshTokenRotation() == RefreshTokenRotation.NEVER && client.isPublic() && refreshes) {
            findings.add(neverRotating(about));
        }
        if (client.grantTypes().stream().anyMatch(grantType -> LEGACY_GRANTS.contains(grantType.value()))) {
            findings.add(new Finding(
                    about, "it uses a grant type that OAuth 2.1 has removed; move it to authorization_code with PKCE"));
        }
        if (client.scopes().isEmpty() && !client.grantTypes().isEmpty()) {
            findings.add(new Finding(about, "it has no scope, so its tokens will have none"));
        }
        return findings;
    }

    // RFC 9700 §4.14.2
    private static Finding neverRotating(String whose) {
        return new Finding(
                SettingsTable.REFRESH_TOKEN_ROTATION.name(),
                "it is never, so a stolen refresh token of " + whose
                        + " works unnoticed until it expires; write always or public_clients");
    }

    /**
     * One setting.
     *
     * @param name its name in a configuration
     * @param value its value as a configuration would have it; {@code (none)} if it has none
     * @param isDefault whether it would have this value unwritten
     */
    public record Entry(String name, String value, boolean isDefault) {}

    /**
     * Something that deserves a second look.
     *
     * @param about the setting, the client, or the part of the server
     * @param sentence what is striking, and what follows from it
     */
    public record Finding(String about, String sentence) {}

    private static final class Findings {

        private final SettingValues values;
        private final List<Finding> found = new ArrayList<>();

        Findings(SettingValues values) {
            this.values = values;
        }

        void longerThan(Setting<Duration> setting, Duration usual, String consequence) {
            if (values.get(setting).compareTo(usual) > 0) {
                add(setting, "it is more than " + DurationText.print(usual) + "; " + consequence);
            }
        }

        void add(Setting<?> setting, String sentence) {
            found.add(new Finding(setting.name(), sentence));
        }
    }
}
