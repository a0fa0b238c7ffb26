// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import java.time.Duration;
import java.util.List;

/** All settings of the server, in the order in which they are listed. */
final class SettingsTable {

    static final Setting<Issuer> ISSUER = Setting.required(
            "issuer",
            new SettingType.IssuerUri(),
            "The issuer identifier (RFC 8414 §2): the address under which clients know this server. It stands in every"
                    + " authorization response and in every signed token, and all endpoints lie under its path.");

    static final Setting<ApplicationUri> LOGIN_PAGE = Setting.optional(
            "login_page",
            new SettingType.Page(),
            "The application's own page to which a browser is sent to sign in. Needed as soon as a grant is installed"
                    + " that uses the authorization endpoint.");

    static final Setting<Duration> AUTHORIZATION_CODE_LIFETIME = Setting.of(
            "authorization_code_lifetime",
            span(Duration.ofSeconds(1), Duration.ofMinutes(10)),
            Duration.ofSeconds(60),
            "How long an authorization code can be redeemed.",
            "RFC 6749 §4.1.2 recommends ten minutes at most");

    static final Setting<Duration> INTERACTION_LIFETIME = Setting.of(
            "interaction_lifetime",
            span(Duration.ofSeconds(10), Duration.ofMinutes(10)),
            Duration.ofMinutes(10),
            "How long a person has for signing in and for answering the consent page.",
            "an authorization request that waits is memory that anyone can fill");

    static final Setting<Duration> DEVICE_CODE_LIFETIME = Setting.of(
            "device_code_lifetime",
            span(Duration.ofSeconds(10), Duration.ofHours(1)),
            Duration.ofMinutes(10),
            "How long a person has for typing a user code and approving the device (RFC 8628 §3.2), where the device grant"
                    + " is installed.",
            "RFC 8628 §5.2: the longer codes live, the more of them can be guessed");

    static final Setting<Duration> DEVICE_POLL_INTERVAL = Setting.of(
            "device_poll_interval",
            span(Duration.ofSeconds(1), Duration.ofMinutes(1)),
            Duration.ofSeconds(5),
            "How long a device waits between two polls at least; whoever polls faster has to wait 5 seconds longer from"
                    + " then on (RFC 8628 §3.5).",
            "each poll is a write");

    static final Setting<Boolean> OAUTH21 = Setting.of(
            "oauth21",
            new SettingType.Flag(),
            false,
            "Whether the server refuses to start with a grant that OAuth 2.1 leaves out: password and implicit.",
            "");

    static final Setting<Duration> ACCESS_TOKEN_LIFETIME = Setting.of(
            "access_token_lifetime",
            span(Duration.ofSeconds(1), Duration.ofHours(24)),
            Duration.ofHours(1),
            "How long an access token works that is kept by the server (opaque). Revoking ends it at once.",
            "a stolen token works until it expires; long access is what refresh tokens are for");

    static final Setting<Duration> SELF_CONTAINED_ACCESS_TOKEN_LIFETIME = Setting.of(
            "self_contained_access_token_lifetime",
            span(Duration.ofSeconds(1), Duration.ofHours(24)),
            Duration.ofMinutes(10),
            "How long an access token works that carries its own content (at+jwt). A resource server that only checks"
                    + " the signature notices a revocation no sooner than when the token expires.",
            "a resource server that only checks the signature takes a revoked token until it expires");

    static final Setting<Duration> REFRESH_TOKEN_SLIDING_LIFETIME = Setting.of(
            "refresh_token_sliding_lifetime",
            span(Duration.ofSeconds(1), Duration.ofDays(3650)),
            Duration.ofDays(30),
            "How long a refresh token works after it was issued. A client that stays away longer starts anew.",
            "credentials that nobody uses must end");

    static final Setting<Duration> REFRESH_TOKEN_ABSOLUTE_LIFETIME = Setting.of(
            "refresh_token_absolute_lifetime",
            span(Duration.ofSeconds(1), Duration.ofDays(3650)),
            Duration.ofDays(365),
            "How long after a person's approval the last refresh token of that approval works, however often it was"
                    + " renewed.",
            "an approval must end at some time");

    static final Setting<RefreshTokenRotation> REFRESH_TOKEN_ROTATION = Setting.of(
            "refresh_token_rotation",
            new SettingType.Rotation(),
            RefreshTokenRotation.ALWAYS,
            "Whether redeeming a refresh token replaces it: always, public_clients (only for clients that cannot"
                    + " authenticate), or never (as FAPI 2.0 wants; only with clients that authenticate).",
            "");

    static final Setting<Duration> REFRESH_WINDOW = Setting.of(
            "refresh_window",
            span(Duration.ZERO, Duration.ofSeconds(60)),
            Duration.ofSeconds(10),
            "How long a refresh token that was just replaced is answered with the same successor again, so that a lost"
                    + " answer or two tabs at once do not end the access. 0s: any second use is treated as theft.",
            "within the window a stolen predecessor works as well");

    static final Setting<Integer> REFRESH_REPEATS = Setting.of(
            "refresh_repeats",
            count(1, 1000),
            10,
            "How often, within the window, one refresh token is answered with the same successor again.",
            "a client that repeats more often does not wait for its answers");

    static final Setting<String> DEFAULT_ACCESS_TOKEN_FORMAT = Setting.of(
            "default_access_token_format",
            new SettingType.Name(),
            "opaque",
            "The format of access tokens where neither resource nor client names one: opaque, at+jwt (RFC 9068), or the"
                    + " name of an installed format.",
            "");

    static final Setting<List<String>> SIGNING_ALGORITHMS = Setting.of(
            "signing_algorithms",
            new SettingType.Names(List.of("RS256", "PS256", "ES256", "EdDSA")),
            List.of("RS256"),
            "The algorithms (RFC 7518 §3.1, RFC 8037) for which signing keys are kept. The first signs.",
            "others are weak, or share their key with the verifier");

    static final Setting<Duration> SIGNING_KEY_ROTATION = Setting.of(
            "signing_key_rotation",
            span(Duration.ofHours(1), Duration.ofDays(3650)),
            Duration.ofDays(90),
            "How long a signing key signs before its successor takes over. It still verifies what it signed.",
            "validators must not meet new keys faster than they fetch them");

    static final Setting<Duration> SIGNING_KEY_ANNOUNCEMENT = Setting.of(
            "signing_key_announcement",
            span(Duration.ofMinutes(1), Duration.ofDays(30)),
            Duration.ofDays(1),
            "How long before its first signature a new key stands in the JWK Set, so that validators that cache the set"
                    + " know it in time.",
            "validators cache the JWK Set for hours");

    static final Setting<Duration> CLOCK_TOLERANCE = Setting.of(
            "clock_tolerance",
            span(Duration.ZERO, Duration.ofSeconds(60)),
            Duration.ofSeconds(5),
            "By how much the clocks of this server's nodes may differ, where signing keys are announced, take over and retire.",
            "keys are announced earlier and kept longer by it");

    static final Setting<Duration> ASSERTION_LIFETIME = Setting.of(
            "assertion_lifetime",
            span(Duration.ofSeconds(10), Duration.ofHours(24)),
            Duration.ofHours(1),
            "How long from now on an assertion of a client or of a trusted issuer may be valid at most. Until then it is"
                    + " remembered, so that none works twice.",
            "each is remembered until it expires, and a stolen one works until then");

    static final Setting<Duration> ASSERTION_CLOCK_TOLERANCE = Setting.of(
            "assertion_clock_tolerance",
            span(Duration.ZERO, Duration.ofMinutes(5)),
            Duration.ofSeconds(30),
            "By how much the clocks of those who make assertions may differ from this server's.",
            "an expired assertion works that much longer");

    static final Setting<Duration> KEY_CACHE_LIFETIME = Setting.of(
            "key_cache_lifetime",
            span(Duration.ofMinutes(1), Duration.ofHours(24)),
            Duration.ofMinutes(10),
            "How long the public keys of a client or a trusted issuer that were fetched from its JWKS URI are used before they"
                    + " are fetched again. A key that was taken out of the set is trusted that much longer; a new one is"
                    + " fetched at once.",
            "a withdrawn key must not be trusted for days");

    static final Setting<Duration> KEY_FETCH_TIMEOUT = Setting.of(
            "key_fetch_timeout",
            span(Duration.ofMillis(100), Duration.ofSeconds(30)),
            Duration.ofSeconds(5),
            "How long fetching keys from a JWKS URI may take as a whole.",
            "whoever waits for it holds a thread of the container");

    static final Setting<Boolean> KEY_FETCH_LOOPBACK = Setting.of(
            "key_fetch_loopback",
            new SettingType.Flag(),
            false,
            "Whether JWKS URIs on this machine's loopback addresses are fetched too, with https or http. For development and"
                    + " tests: otherwise only https and public addresses are.",
            "");

    static final Setting<Integer> THROTTLE_FREE_ATTEMPTS = Setting.of(
            "throttle_free_attempts",
            count(1, 1000),
            5,
            "How often one source, which is a client identifier and an address, may fail to authenticate before it has to"
                    + " wait.",
            "people mistype, programs guess");

    static final Setting<Duration> THROTTLE_FIRST_DELAY = Setting.of(
            "throttle_first_delay",
            span(Duration.ofMillis(1), Duration.ofHours(1)),
            Duration.ofSeconds(1),
            "How long a source waits after the first attempt too many. Each further one doubles it.",
            "who guesses must be slowed, who mistyped must not be locked out");

    static final Setting<Duration> THROTTLE_LONGEST_DELAY = Setting.of(
            "throttle_longest_delay",
            span(Duration.ofMillis(1), Duration.ofHours(1)),
            Duration.ofSeconds(60),
            "The longest that a source ever waits between two attempts.",
            "who guesses must be slowed, who mistyped must not be locked out");

    static final Setting<Integer> THROTTLE_TRACKED_SOURCES = Setting.of(
            "throttle_tracked_sources",
            count(100, 10_000_000),
            100_000,
            "How many sources of failed attempts, and of started logins, are remembered at most; about 100 bytes each.",
            "too few, and a guesser with many addresses is forgotten");

    static final Setting<Duration> PRUNE_INTERVAL = Setting.of(
            "prune_interval",
            span(Duration.ofSeconds(1), Duration.ofHours(1)),
            Duration.ofMinutes(1),
            "How often rows are looked for that are no longer needed.",
            "rows must leave as fast as they come");

    static final Setting<Integer> PRUNE_BATCH = Setting.of(
            "prune_batch",
            count(10, 100_000),
            1000,
            "How many rows are removed at once; while there are more, another batch follows.",
            "a large batch holds up who writes");

    static final Setting<Integer> EVENT_QUEUE = Setting.of(
            "event_queue",
            count(100, 1_000_000),
            10_000,
            "How many events may wait for their listeners. When it is full, the newest are counted and dropped.",
            "a listener that stalls must not fill the memory");

    static final Setting<Integer> MAX_QUERY_LENGTH = Setting.of(
            "max_query_length",
            count(1024, 65_536),
            8192,
            "How many bytes the query of a request may have. The container has a limit of its own.",
            "a long query costs memory before anybody is known");

    private static final InMemoryCapacity STANDARD = InMemoryCapacity.standard();

    static final Setting<Integer> IN_MEMORY_ACCESS_TOKENS =
            capacity("access_tokens", STANDARD.accessTokens(), "stored access tokens");

    static final Setting<Integer> IN_MEMORY_GRANTS =
            capacity("grants", STANDARD.grants(), "grants, each with its refresh token,");

    static final Setting<Integer> IN_MEMORY_REDEEMABLES = capacity(
            "redeemables", STANDARD.redeemables(), "authorization codes and the like, redeemed ones included,");

    static final Setting<Integer> IN_MEMORY_REVOCATIONS = capacity(
            "revocations", STANDARD.revocations(), "revocations of self-contained tokens, and as many of subjects,");

    static final Setting<Integer> IN_MEMORY_ONCE_MARKERS =
            capacity("once_markers", STANDARD.onceMarkers(), "markers of what must be seen once only");

    static final Setting<Integer> IN_MEMORY_INTERACTIONS =
            capacity("interactions", STANDARD.interactions(), "authorization requests that wait for a person");

    static final Setting<Integer> IN_MEMORY_CONSENTS = capacity("consents", STANDARD.consents(), "remembered consents");

    static final Setting<Integer> IN_MEMORY_CLIENTS = capacity("clients", STANDARD.clients(), "clients");

    static final List<Setting<?>> ALL = List.of(
            ISSUER,
            LOGIN_PAGE,
            AUTHORIZATION_CODE_LIFETIME,
            INTERACTION_LIFETIME,
            DEVICE_CODE_LIFETIME,
            DEVICE_POLL_INTERVAL,
            OAUTH21,
            ACCESS_TOKEN_LIFETIME,
            SELF_CONTAINED_ACCESS_TOKEN_LIFETIME,
            REFRESH_TOKEN_SLIDING_LIFETIME,
            REFRESH_TOKEN_ABSOLUTE_LIFETIME,
            REFRESH_TOKEN_ROTATION,
            REFRESH_WINDOW,
            REFRESH_REPEATS,
            DEFAULT_ACCESS_TOKEN_FORMAT,
            SIGNING_ALGORITHMS,
            SIGNING_KEY_ROTATION,
            SIGNING_KEY_ANNOUNCEMENT,
            CLOCK_TOLERANCE,
            ASSERTION_LIFETIME,
            ASSERTION_CLOCK_TOLERANCE,
            KEY_CACHE_LIFETIME,
            KEY_FETCH_TIMEOUT,
            KEY_FETCH_LOOPBACK,
            THROTTLE_FREE_ATTEMPTS,
            THROTTLE_FIRST_DELAY,
            THROTTLE_LONGEST_DELAY,
            THROTTLE_TRACKED_SOURCES,
            PRUNE_INTERVAL,
            PRUNE_BATCH,
            EVENT_QUEUE,
            MAX_QUERY_LENGTH,
            IN_MEMORY_ACCESS_TOKENS,
            IN_MEMORY_GRANTS,
            IN_MEMORY_REDEEMABLES,
            IN_MEMORY_REVOCATIONS,
            IN_MEMORY_ONCE_MARKERS,
            IN_MEMORY_INTERACTIONS,
            IN_MEMORY_CONSENTS,
            IN_MEMORY_CLIENTS);

    private SettingsTable() {}

    private static SettingType<Duration> span(Duration atLeast, Duration atMost) {
        return new SettingType.Span(atLeast, atMost);
    }

    private static SettingType<Integer> count(int atLeast, int atMost) {
        return new SettingType.Count(atLeast, atMost);
    }

    private static Setting<Integer> capacity(String what, long standard, String words) {
        return Setting.of(
                "in_memory_" + what,
                count(1, 100_000_000),
                Math.toIntExact(standard),
                "How many " + words
                        + " fit into the in-memory stores. What lives is never dropped: a full store refuses.",
                "the memory must suffice for all of them");
    }
}
