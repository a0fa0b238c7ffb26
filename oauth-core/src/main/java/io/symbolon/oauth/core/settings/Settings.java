// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be set about the server; immutable, with safe defaults. A value that is not allowed is refused when it is
 * given, with a message that says which setting, why, and what to write instead.
 */
public final class Settings {

    private final SettingValues values;

    private Settings(SettingValues values) {
        this.values = values;
    }

    /** Starts settings that are all default but for the issuer, such as {@code https://login.example.com}. */
    public static Builder forIssuer(String uri) {
        return new Builder(SettingValues.none()).issuer(uri);
    }

    /** The settings with these values, which do not contradict each other. */
    static Settings of(SettingValues values) {
        return new Settings(values);
    }

    /** Starts a changed copy. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** The issuer identifier (RFC 8414 §2). */
    public Issuer issuer() {
        return values.get(SettingsTable.ISSUER);
    }

    /** The application's page that signs people in; needed where a response type is installed. */
    public Optional<ApplicationUri> loginPage() {
        return values.find(SettingsTable.LOGIN_PAGE);
    }

    /** How long an authorization code can be redeemed; at most 10 minutes. */
    public Duration authorizationCodeLifetime() {
        return values.get(SettingsTable.AUTHORIZATION_CODE_LIFETIME);
    }

    /** How long a person has for signing in and consenting; at most 10 minutes. */
    public Duration interactionLifetime() {
        return values.get(SettingsTable.INTERACTION_LIFETIME);
    }

    /** How long a device code waits for a person; at most an hour. */
    public Duration deviceCodeLifetime() {
        return values.get(SettingsTable.DEVICE_CODE_LIFETIME);
    }

    /** How long a device waits between two polls. */
    public Duration devicePollInterval() {
        return values.get(SettingsTable.DEVICE_POLL_INTERVAL);
    }

    /** Whether nothing may be installed that OAuth 2.1 leaves out. */
    public boolean isOAuth21() {
        return values.get(SettingsTable.OAUTH21);
    }

    /** How long a stored access token works; at most 24 hours. */
    public Duration accessTokenLifetime() {
        return values.get(SettingsTable.ACCESS_TOKEN_LIFETIME);
    }

    /** How long an access token works that carries its own content; at most 24 hours. */
    public Duration selfContainedAccessTokenLifetime() {
        return values.get(SettingsTable.SELF_CONTAINED_ACCESS_TOKEN_LIFETIME);
    }

    /** How long a refresh token works after it was issued. */
    public Duration refreshTokenSlidingLifetime() {
        return values.get(SettingsTable.REFRESH_TOKEN_SLIDING_LIFETIME);
    }

    /** How long after the approval the last refresh token of a grant works. */
    public Duration refreshTokenAbsoluteLifetime() {
        return values.get(SettingsTable.REFRESH_TOKEN_ABSOLUTE_LIFETIME);
    }

    /** Whether redeeming a refresh token replaces it. */
    public RefreshTokenRotation refreshTokenRotation() {
        return values.get(SettingsTable.REFRESH_TOKEN_ROTATION);
    }

    /** How long the predecessor is answered with the same successor again; zero is never. */
    public Duration refreshWindow() {
        return values.get(SettingsTable.REFRESH_WINDOW);
    }

    /** How often the predecessor is answered again within the window. */
    public int refreshRepeats() {
        return values.get(SettingsTable.REFRESH_REPEATS);
    }

    /** The format of access tokens where neither resource nor client names one. */
    public String defaultAccessTokenFormat() {
        return values.get(SettingsTable.DEFAULT_ACCESS_TOKEN_FORMAT);
    }

    /** The algorithms for which signing keys are kept, out of RS256, PS256, ES256 and EdDSA; the first signs. */
    public List<String> signingAlgorithms() {
        return values.get(SettingsTable.SIGNING_ALGORITHMS);
    }

    /** How long a signing key signs before its successor takes over. */
    public Duration signingKeyRotation() {
        return values.get(SettingsTable.SIGNING_KEY_ROTATION);
    }

    /** How long before its first signature a key is published. */
    public Duration signingKeyAnnouncement() {
        return values.get(SettingsTable.SIGNING_KEY_ANNOUNCEMENT);
    }

    /** By how much clocks may differ. */
    public Duration clockTolerance() {
        return values.get(SettingsTable.CLOCK_TOLERANCE);
    }

    /** How long from now on an assertion may be valid. */
    public Duration assertionLifetime() {
        return values.get(SettingsTable.ASSERTION_LIFETIME);
    }

    /** By how much the clocks of those who make assertions may differ. */
    public Duration assertionClockTolerance() {
        return values.get(SettingsTable.ASSERTION_CLOCK_TOLERANCE);
    }

    /** How long keys that were fetched are used before they are fetched again. */
    public Duration keyCacheLifetime() {
        return values.get(SettingsTable.KEY_CACHE_LIFETIME);
    }

    /** How long fetching keys may take. */
    public Duration keyFetchTimeout() {
        return values.get(SettingsTable.KEY_FETCH_TIMEOUT);
    }

    /** Whether keys are fetched from loopback addresses too. */
    public boolean keyFetchLoopback() {
        return values.get(SettingsTable.KEY_FETCH_LOOPBACK);
    }

    /** How wrong attempts to authenticate are slowed down. */
    public ThrottleSettings throttle() {
        return new ThrottleSettings(
                values.get(SettingsTable.THROTTLE_FREE_ATTEMPTS),
                values.get(SettingsTable.THROTTLE_FIRST_DELAY),
                values.get(SettingsTable.THROTTLE_LONGEST_DELAY),
                values.get(SettingsTable.THROTTLE_TRACKED_SOURCES));
    }

    /** How often rows are looked for that are no longer needed. */
    public Duration pruneInterval() {
        return values.get(SettingsTable.PRUNE_INTERVAL);
    }

    /** How many rows are removed at once. */
    public int pruneBatch() {
        return values.get(SettingsTable.PRUNE_BATCH);
    }

    /** How many events may wait for their listeners. */
    public int eventQueue() {
        return values.get(SettingsTable.EVENT_QUEUE);
    }

    /** How many bytes the query of a request may have. */
    public int maxQueryLength() {
        return values.get(SettingsTable.MAX_QUERY_LENGTH);
    }

    /** How much the in-memory stores hold. */
    public InMemoryCapacity inMemory() {
        return new InMemoryCapacity(
                values.get(SettingsTable.IN_MEMORY_ACCESS_TOKENS),
                values.get(SettingsTable.IN_MEMORY_GRANTS),
                values.get(SettingsTable.IN_MEMORY_REDEEMABLES),
                values.get(SettingsTable.IN_MEMORY_REVOCATIONS),
                values.get(SettingsTable.IN_MEMORY_ONCE_MARKERS),
                values.get(SettingsTable.IN_MEMORY_INTERACTIONS),
                values.get(SettingsTable.IN_MEMORY_CONSENTS),
                values.get(SettingsTable.IN_MEMORY_CLIENTS));
    }

    SettingValues values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects settings. Each method replaces what was there, and throws {@link IllegalArgumentException} at once. */
    public static final class Builder {

        private SettingValues values;

        private Builder(SettingValues values) {
            this.values = values;
        }

        /** The issuer identifier (RFC 8414 §2). */
        public Builder issuer(String uri) {
            return set(SettingsTable.ISSUER, new Issuer(uri));
        }

        /** The application's page that signs people in; needed where a response type is installed. */
        public Builder loginPage(String path) {
            return set(SettingsTable.LOGIN_PAGE, new ApplicationUri(path));
        }

        /** How long an authorization code can be redeemed; at most 10 minutes. */
        public Builder authorizationCodeLifetime(Duration duration) {
            return set(SettingsTable.AUTHORIZATION_CODE_LIFETIME, duration);
        }

        /** How long a person has for signing in and consenting; at most 10 minutes. */
        public Builder interactionLifetime(Duration duration) {
            return set(SettingsTable.INTERACTION_LIFETIME, duration);
        }

        /** How long a device code waits for a person; at most an hour. */
        public Builder deviceCodeLifetime(Duration duration) {
            return set(SettingsTable.DEVICE_CODE_LIFETIME, duration);
        }

        /** How long a device waits between two polls. */
        public Builder devicePollInterval(Duration duration) {
            return set(SettingsTable.DEVICE_POLL_INTERVAL, duration);
        }

        /** Whether the server refuses to start with anything that OAuth 2.1 leaves out. */
        public Builder oauth21(boolean only) {
            return set(SettingsTable.OAUTH21, only);
        }

        /** How long a stored access token works; at most 24 hours. */
        public Builder accessTokenLifetime(Duration duration) {
            return set(SettingsTable.ACCESS_TOKEN_LIFETIME, duration);
        }

        /** How long an access token works that carries its own content; at most 24 hours. */
        public Builder selfContainedAccessTokenLifetime(Duration duration) {
            return set(SettingsTable.SELF_CONTAINED_ACCESS_TOKEN_LIFETIME, duration);
        }

        /** How long a refresh token works after it was issued. */
        public Builder refreshTokenSlidingLifetime(Duration duration) {
            return set(SettingsTable.REFRESH_TOKEN_SLIDING_LIFETIME, duration);
        }

        /** How long after the approval the last refresh token of a grant works. */
        public Builder refreshTokenAbsoluteLifetime(Duration duration) {
            return set(SettingsTable.REFRESH_TOKEN_ABSOLUTE_LIFETIME, duration);
        }

        /** Whether redeeming a refresh token replaces it. */
        public Builder refreshTokenRotation(RefreshTokenRotation rotation) {
            return set(SettingsTable.REFRESH_TOKEN_ROTATION, rotation);
        }

        /** How long the predecessor is answered with the same successor again; zero is never. */
        public Builder refreshWindow(Duration duration) {
            return set(SettingsTable.REFRESH_WINDOW, duration);
        }

        /** How often the predecessor is answered again within the window. */
        public Builder refreshRepeats(int count) {
            return set(SettingsTable.REFRESH_REPEATS, count);
        }

        /** The format of access tokens where neither resource nor client names one. */
        public Builder defaultAccessTokenFormat(String name) {
            return set(SettingsTable.DEFAULT_ACCESS_TOKEN_FORMAT, name);
        }

        /** The algorithms for which signing keys are kept, out of RS256, PS256, ES256 and EdDSA; the first signs. */
        public Builder signingAlgorithms(String... names) {
            return set(SettingsTable.SIGNING_ALGORITHMS, List.of(names));
        }

        /** How long a signing key signs before its successor takes over. */
        public Builder signingKeyRotation(Duration duration) {
            return set(SettingsTable.SIGNING_KEY_ROTATION, duration);
        }

        /** How long before its first signature a key is published. */
        public Builder signingKeyAnnouncement(Duration duration) {
            return set(SettingsTable.SIGNING_KEY_ANNOUNCEMENT, duration);
        }

        /** By how much clocks may differ. */
        public Builder clockTolerance(Duration duration) {
            return set(SettingsTable.CLOCK_TOLERANCE, duration);
        }

        /** How long from now on an assertion may be valid; at most 24 hours. */
        public Builder assertionLifetime(Duration duration) {
            return set(SettingsTable.ASSERTION_LIFETIME, duration);
        }

        /** By how much the clocks of those who make assertions may differ; at most 5 minutes. */
        public Builder assertionClockTolerance(Duration duration) {
            return set(SettingsTable.ASSERTION_CLOCK_TOLERANCE, duration);
        }

        /** How long keys that were fetched are used before they are fetched again; at most 24 hours. */
        public Builder keyCacheLifetime(Duration duration) {
            return set(SettingsTable.KEY_CACHE_LIFETIME, duration);
        }

        /** How long fetching keys may take; at most 30 seconds. */
        public Builder keyFetchTimeout(Duration duration) {
            return set(SettingsTable.KEY_FETCH_TIMEOUT, duration);
        }

        /** Fetches keys from loopback addresses too, with https or http; for development and tests. */
        public Builder keyFetchLoopback(boolean allowed) {
            return set(SettingsTable.KEY_FETCH_LOOPBACK, allowed);
        }

        /** How wrong attempts to authenticate are slowed down. */
        public Builder throttle(ThrottleSettings throttle) {
            return set(SettingsTable.THROTTLE_FREE_ATTEMPTS, throttle.freeAttempts())
                    .set(SettingsTable.THROTTLE_FIRST_DELAY, throttle.firstDelay())
                    .set(SettingsTable.THROTTLE_LONGEST_DELAY, throttle.longestDelay())
                    .set(SettingsTable.THROTTLE_TRACKED_SOURCES, throttle.trackedSources());
        }

        /** How often rows are looked for that are no longer needed. */
        public Builder pruneInterval(Duration duration) {
            return set(SettingsTable.PRUNE_INTERVAL, duration);
        }

        /** How many rows are removed at once. */
        public Builder pruneBatch(int count) {
            return set(SettingsTable.PRUNE_BATCH, count);
        }

        /** How many events may wait for their listeners. */
        public Builder eventQueue(int count) {
            return set(SettingsTable.EVENT_QUEUE, count);
        }

        /** How many bytes the query of a request may have. */
        public Builder maxQueryLength(int count) {
            return set(SettingsTable.MAX_QUERY_LENGTH, count);
        }

        /** How much the in-memory stores hold. */
        public Builder inMemory(InMemoryCapacity capacity) {
            return rows(SettingsTable.IN_MEMORY_ACCESS_TOKENS, capacity.accessTokens())
                    .rows(SettingsTable.IN_MEMORY_GRANTS, capacity.grants())
                    .rows(SettingsTable.IN_MEMORY_REDEEMABLES, capacity.redeemables())
                    .rows(SettingsTable.IN_MEMORY_REVOCATIONS, capacity.revocations())
                    .rows(SettingsTable.IN_MEMORY_ONCE_MARKERS, capacity.onceMarkers())
                    .rows(SettingsTable.IN_MEMORY_INTERACTIONS, capacity.interactions())
                    .rows(SettingsTable.IN_MEMORY_CONSENTS, capacity.consents())
                    .rows(SettingsTable.IN_MEMORY_CLIENTS, capacity.clients());
        }

        /**
         * Makes the settings.
         *
         * @throws IllegalArgumentException if two of them contradict each other; says which, why, and what to write
         */
        public Settings build() {
            List<String> contradictions = contradictions(values);
            if (!contradictions.isEmpty()) {
                throw new IllegalArgumentException(String.join(System.lineSeparator(), contradictions));
            }
            return new Settings(values);
        }

        private Builder rows(Setting<Integer> setting, long rows) {
            return set(setting, (int) Math.min(rows, Integer.MAX_VALUE));
        }

        private <T> Builder set(Setting<T> setting, T value) {
            values = values.with(setting, value);
            return this;
        }
    }

    /** What cannot be true together, in sentences. */
    static List<String> contradictions(SettingValues values) {
        List<String> found = new ArrayList<>();
        if (isLonger(
                values, SettingsTable.REFRESH_TOKEN_SLIDING_LIFETIME, SettingsTable.REFRESH_TOKEN_ABSOLUTE_LIFETIME)) {
            found.add("refresh_token_sliding_lifetime is longer than refresh_token_absolute_lifetime, which ends every"
                    + " refresh token; write a shorter sliding or a longer absolute lifetime");
        }
        if (isLonger(values, SettingsTable.THROTTLE_FIRST_DELAY, SettingsTable.THROTTLE_LONGEST_DELAY)) {
            found.add(ThrottleSettings.GROWING);
        }
        if (!isLonger(values, SettingsTable.SIGNING_KEY_ROTATION, SettingsTable.SIGNING_KEY_ANNOUNCEMENT)) {
            found.add("signing_key_announcement is not shorter than signing_key_rotation, so a key would be replaced"
                    + " before it signs; write a shorter announcement or a longer rotation");
        }
        return found;
    }

    private static boolean isLonger(SettingValues values, Setting<Duration> one, Setting<Duration> other) {
        return values.get(one).compareTo(values.get(other)) > 0;
    }
}
