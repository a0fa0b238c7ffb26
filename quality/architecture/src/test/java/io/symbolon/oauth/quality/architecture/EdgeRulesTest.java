// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What happens in a few named places only. */
final class EdgeRulesTest {

    private static final Edge SECRETS = new Edge(
            "reveal a secret",
            access -> isOf(access, Secret.class) && access.getName().equals("reveal"),
            Set.of(
                    // where a digest is made, or the form of a secret is read
                    "api.CodeChallenge",
                    "api.Digest",
                    "core.clientauth.ClientSecrets",
                    "core.internal.assertion.Assertion",
                    "core.internal.assertion.AssertionVerification",
                    "core.internal.token.JwtAccessTokenFormat",
                    "core.internal.token.RefreshTokens",
                    "core.internal.token.Digests",
                    "core.internal.token.TokenGenerator",
                    "saml.PresentedAssertion",
                    // where a key is read
                    "core.internal.key.HmacKey",
                    "core.internal.key.SignatureKey",
                    "jdbc.JdbcStorage",
                    // where a key is encrypted, and the driver is given the password
                    "jdbc.internal.store.KeyEncryption",
                    "jdbc.Pool",
                    // where bytes leave for the client or the browser
                    "core.device.DeviceAuthorizationEndpoint",
                    "core.internal.authorization.AuthorizationResponses",
                    "core.internal.authorization.BrowserCookie",
                    "core.internal.authorization.BrowserPages",
                    "core.internal.authorization.ParkedRequests",
                    "core.internal.endpoint.TokenEndpoint",
                    "core.internal.token.AccessTokenClaims",
                    // where a test or a sample is the client, prints a command to try, or hashes a password
                    "testkit.CodeFlow",
                    "samples.quickstart.DemoClient",
                    "samples.quickstart.PasswordHash",
                    "samples.quickstart.Quickstart",
                    "samples.quickstart.Rehearsal"));

    private static final Edge CLOCKS = new Edge(
            "look at a clock",
            EdgeRulesTest::isClock,
            Set.of(
                    // where the clock is chosen that all others are given
                    "core.OAuthServerModule",
                    "servlet.ServletSettings",
                    "samples.existing.LoginServlet",
                    "samples.quickstart.Quickstart",
                    "samples.quickstart.Rehearsal",
                    "testkit.CodeFlow",
                    "testkit.junit.OAuthTestServer",
                    // where a thread waits, but not for ever
                    "core.internal.engine.InFlight",
                    "core.internal.fetch.Deadline",
                    "jdbc.internal.commit.Batch",
                    "jdbc.internal.commit.Lane",
                    "jdbc.internal.commit.PendingCommit",
                    "jdbc.internal.store.GroupedReads",
                    "testkit.Race",
                    // where it is measured how long a statement takes
                    "jdbc.internal.metrics.Counts",
                    // where it is measured how old a copy is
                    "jdbc.internal.store.JdbcClientStore",
                    "jdbc.internal.store.JdbcResourceStore",
                    "jdbc.internal.store.JdbcScopeStore"));

    private static final Edge RANDOMNESS = new Edge(
            "make random values",
            EdgeRulesTest::isRandom,
            Set.of(
                    "core.internal.token.TokenGenerator",
                    // the name of a node, and the nonces of a cipher
                    "jdbc.OpenStorage",
                    "jdbc.internal.store.KeyEncryption"));

    private static final Edge PROOFS = new Edge(
            "state that a client has proven itself",
            access ->
                    isOf(access, AuthenticatedClient.class) && access.getName().equals("provenBy"),
            Set.of("core.internal.engine.ClientAuthentication", "testkit.GrantHandlerContract"));

    private static final Edge STREAMS =
            new Edge("use the standard streams", EdgeRulesTest::isStream, Set.of("samples.quickstart.Quickstart"));

    static final ArchRule SECRETS_ARE_REVEALED_ONLY_AT_THE_EDGE =
            SECRETS.rule().because("a plain secret ends up in a log, a key or a message");

    static final ArchRule TIME_IS_PASSED_IN =
            CLOCKS.rule().because("tests decide what time it is, and one request has one time");

    static final ArchRule RANDOMNESS_COMES_FROM_THE_GENERATOR =
            RANDOMNESS.rule(ReactorModule.inProduction()).because("there is one place to audit");

    static final ArchRule CLIENTS_ARE_PROVEN_BY_THE_ENGINE_ALONE =
            PROOFS.rule().because("whoever holds an AuthenticatedClient need not ask again");

    static final ArchRule NO_STANDARD_STREAMS = STREAMS.rule().because("an application's streams are its own");

    static final ArchRule NO_GENERIC_EXCEPTIONS = classes()
            .should(new PreciseExceptions(Set.of(
                    // the outermost frames of a request, of the two threads, and of a container's call
                    "core.internal.engine.Engine",
                    "core.internal.engine.Housekeeping",
                    "core.internal.event.EventDispatcher",
                    "servlet.Wire",
                    // the platform's own bootstrap method throws anything
                    "core.internal.engine.LastLinkedRecord",
                    // closes what anybody has opened, while the failure of a start goes on
                    "core.OpenedParts",
                    // write and read for other requests too: each hears of its own failure, and of no other
                    "jdbc.internal.commit.Batch",
                    "jdbc.internal.store.GroupedReads",
                    // containers throw what they like
                    "servlet.ParsedForm",
                    "samples.quickstart.RunningAlbum")))
            .because("a catch of everything hides a bug, and a throw of anything cannot be caught");

    @SuppressWarnings("unused") // the parameterised test reads it by its name
    private static final Set<Edge> EDGES = Set.of(SECRETS, CLOCKS, RANDOMNESS, PROOFS, STREAMS);

    @Test
    void secrets_are_revealed_only_at_the_edge() {
        SECRETS_ARE_REVEALED_ONLY_AT_THE_EDGE.check(Code.MAIN);
    }

    @Test
    void time_is_passed_in() {
        TIME_IS_PASSED_IN.check(Code.MAIN);
    }

    @Test
    void randomness_comes_from_the_generator() {
        RANDOMNESS_COMES_FROM_THE_GENERATOR.check(Code.MAIN);
    }

    @Test
    void clients_are_proven_by_the_engine_alone() {
        CLIENTS_ARE_PROVEN_BY_THE_ENGINE_ALONE.check(Code.MAIN);
    }

    @Test
    void no_standard_streams() {
        NO_STANDARD_STREAMS.check(Code.MAIN);
    }

    @Test
    void no_generic_exceptions() {
        NO_GENERIC_EXCEPTIONS.check(Code.MAIN);
    }

    @ParameterizedTest
    @FieldSource("EDGES")
    void nobody_is_named_in_vain(Edge edge) {
        assertThat(edge.namedInVain(Code.MAIN)).isEmpty();
    }

    private static boolean isClock(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        String name = target.getName();
        boolean takesTime = target.getRawParameterTypes().stream().anyMatch(type -> !type.isEquivalentTo(ZoneId.class));
        boolean now = name.equals("now") && target.getOwner().getPackageName().startsWith("java.time") && !takesTime;
        boolean system = (isOf(access, Clock.class) || isOf(access, InstantSource.class))
                && (name.startsWith("system") || name.startsWith("tick"));
        boolean millis = isOf(access, System.class) && (name.equals("currentTimeMillis") || name.equals("nanoTime"));
        boolean date = isOf(access, Date.class) && name.equals("<init>") && !takesTime;
        return now || system || millis || date;
    }

    private static boolean isRandom(JavaAccess<?> access) {
        boolean made = access.getName().equals("<init>")
                || access.getName().startsWith("getInstance")
                || access.getName().equals("current");
        boolean generator = Stream.of(SecureRandom.class, Random.class, SplittableRandom.class)
                .anyMatch(type -> access.getTargetOwner().isAssignableTo(type));
        return (made && generator)
                || (isOf(access, UUID.class) && access.getName().equals("randomUUID"))
                || (isOf(access, Math.class) && access.getName().equals("random"));
    }

    private static boolean isStream(JavaAccess<?> access) {
        boolean field = isOf(access, System.class)
                && access.getTarget() instanceof AccessTarget.FieldAccessTarget target
                && Set.of("out", "err", "in").contains(target.getName());
        boolean trace = access.getName().equals("printStackTrace")
                && access.getTargetOwner().isAssignableTo(Throwable.class)
                && access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().isEmpty();
        return field || trace;
    }

    private static boolean isOf(JavaAccess<?> access, Class<?> owner) {
        return access.getTargetOwner().isEquivalentTo(owner);
    }
}
