// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static io.symbolon.oauth.testkit.InterposedTokenStore.Point.AFTER_COMMIT;
import static io.symbolon.oauth.testkit.InterposedTokenStore.Point.BEFORE_COMMIT;
import static io.symbolon.oauth.testkit.InterposedTokenStore.Point.BEFORE_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.inject.Module;
import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientType;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every grant handler owes, whatever it grants: it only decides, the same again when it is asked again; it is told
 * apart from others by its declarations; what works once works once, for one client, however many ask at once and
 * whatever fails; and no secret of its shows. A subclass says how to install the handler and what a good request looks
 * like, and is a test by that alone. The handler runs in the real engine, on stores in memory.
 */
public abstract class GrantHandlerContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Secret SECRET = Secret.of("the secret of both clients of the contract");
    private static final Scope FOREIGN = new Scope("contract.of-nobody-else");
    private static final String REDIRECT_URI = "https://client.example.com/callback";
    private static final int CALLERS = 8;
    private static final Set<String> OF_THE_ENGINE =
            Set.of("grant_type", "scope", "resource", "client_id", "client_secret", "client_assertion");

    private final HandMovedClock clock = HandMovedClock.at(NOON);
    private final Queue<OAuthEvent> events = new ConcurrentLinkedQueue<>();
    private final List<InterposedTokenStore> stores = new ArrayList<>();
    private OAuthServer server;
    private int prepared;

    /** The modules that install the handler and all that it needs, other grants included. */
    protected abstract List<Module> modules();

    /** The grant type of the handler under test. */
    protected abstract GrantType grantType();

    /**
     * Prepares one request that will be granted, such as by making the code that it redeems; each call another one.
     *
     * @param party the client that will send it, and the server that will get it
     * @param account a name that was not used before, for grants by which an account acts
     */
    protected abstract GoodRequest prepare(Party party, String account);

    /** What the handler grants at most. */
    protected Scopes scopes() {
        return Scopes.of(new Scope("contract.read"), new Scope("contract.write"));
    }

    /** Whether what is presented works once only. */
    protected boolean isSpent() {
        return false;
    }

    /**
     * Whether what is presented is marked as used before anything is written ({@link
     * io.symbolon.oauth.api.grant.GrantDecision.Issue#onlyOnce}), so that it is used up even where the writing fails.
     */
    protected boolean isMarked() {
        return false;
    }

    /** Whether what is presented works for one client only. */
    protected boolean isBoundToItsClient() {
        return isSpent();
    }

    /** The declared parameters that everybody may see, such as a URI; all others must be declared as secrets. */
    protected Set<String> openParameters() {
        return Set.of();
    }

    /**
     * Who asks whom.
     *
     * @param server the server with the handler in it
     * @param client a registered, confidential client that may use the grant; it has a redirect URI too
     * @param secret of the client
     * @param clock the server's
     */
    public record Party(OAuthServer server, Client client, Secret secret, HandMovedClock clock) {

        /** The client's authorization code grant, for handlers that go on from there. */
        public CodeFlow codeFlow() {
            return CodeFlow.of(server, client.clientId(), secret).timedBy(clock);
        }

        /**
         * Stores something that can be redeemed once within the hour, by the client alone and for all of its scopes.
         *
         * @param attributes what its grant handler wants to know
         * @return what is to be presented
         */
        public String redeemable(RedeemableKind kind, Map<String, Object> attributes) {
            String code = kind + "-" + UUID.randomUUID();
            Instant now = clock.instant();
            Instant later = now.plus(Duration.ofHours(1));
            Redeemable redeemable = Redeemable.ready(kind, Secret.of(code), client.scopes(), now, later)
                    .reservedFor(client.clientId())
                    .saying(Claims.of(attributes));
            server.part(TokenStore.class).commit(Commit.of(redeemable));
            return code;
        }
    }

    /**
     * A request that will be granted.
     *
     * @param parameters what the client sends, but for {@code grant_type} and its authentication
     * @param subject whom the token will speak for
     */
    public record GoodRequest(Map<String, String> parameters, Subject subject) {

        public GoodRequest {
            parameters = Map.copyOf(parameters);
        }
    }

    /** Gets the handlers out of the injector. */
    private static final class Installed {

        private final Set<GrantHandler> handlers;

        @Inject
        Installed(Set<GrantHandler> handlers) {
            this.handlers = handlers;
        }

        GrantHandler find(GrantType grantType) {
            return handlers.stream()
                    .filter(handler -> handler.grantType().equals(grantType))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no handler is installed for " + grantType));
        }
    }

    @BeforeEach
    void start() {
        server = newServer();
        register("client", client -> client.grantType(grantType()));
        register("other-client", client -> client.grantType(grantType()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private OAuthServer newServer() {
        Settings settings = Settings.forIssuer("https://as.example.com")
                .loginPage("/login")
                .signingAlgorithms("ES256")
                .refreshWindow(Duration.ZERO)
                .build();
        ReplacedTokenStoreModule storage = new ReplacedTokenStoreModule(real -> {
            InterposedTokenStore store = InterposedTokenStore.before(real);
            stores.add(store);
            return store;
        });
        OAuthServer.Builder builder = OAuthServer.builder(settings)
                .withoutStandardGrants()
                .install(modules().toArray(Module[]::new))
                .storage(storage)
                .clock(clock)
                .listener(events::add)
                .scope(FOREIGN.value(), "Something of nobody's");
        scopes().forEach(scope -> builder.scope(scope.value(), scope.value()));
        return builder.build();
    }

    private Client register(String clientId, Function<Client.Builder, Client.Builder> more) {
        Client.Builder client = Client.confidential(clientId, SECRET)
                .authorizationCode(REDIRECT_URI)
                .scopes(scopes().asList().stream().map(Scope::value).toArray(String[]::new));
        Client registered = more.apply(client).build();
        server.clients().add(registered);
        return registered;
    }

    private InterposedTokenStore store() {
        return stores.get(0);
    }

    private GrantHandler handler() {
        return server.part(Installed.class).find(grantType());
    }

    private Party party(String clientId) {
        Client client = server.clients().find(new ClientId(clientId)).orElseThrow();
        return new Party(server, client, SECRET, clock);
    }

    private GoodRequest givenGoodRequest() {
        return givenGoodRequest("client");
    }

    private GoodRequest givenGoodRequest(String clientId) {
        prepared++;
        return prepare(party(clientId), "account-" + prepared);
    }

    private Response send(GoodRequest request) {
        return send("client", request.parameters());
    }

    private Response send(String clientId, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grantType().value());
        form.putAll(parameters);
        return party(clientId).codeFlow().tokenRequest(form);
    }

    private Map<String, String> with(GoodRequest request, String name, String value) {
        Map<String, String> parameters = new LinkedHashMap<>(request.parameters());
        parameters.put(name, value);
        return parameters;
    }

    private Optional<VerifiedAccess> access(Response tokens) {
        return access(IssuedTokens.in(tokens).accessToken());
    }

    private Optional<VerifiedAccess> access(String token) {
        Request request = Request.received("GET", "/api", clock.instant())
                .header("Authorization", "Bearer " + token)
                .build();
        return server.authenticate(request.demanding(AccessDemand.of())).access();
    }

    private static void assertRefused(Response response, String error) {
        assertThat(response.status()).as(response.body().asUtf8()).isEqualTo(400);
        assertThat(Json.errorOf(response)).isEqualTo(error);
    }

    private static void assertBroken(Response response) {
        assertThat(response.status())
                .as("what is broken is not absent: " + response.body().asUtf8())
                .isGreaterThanOrEqualTo(500);
    }

    private static void fail() {
        throw new IllegalStateException("the store is out of reach");
    }

    @Nested
    @DisplayName("what it declares")
    public class Declarations {

        @Test
        @DisplayName("RFC 6749 §4.5: names an extension grant by an absolute URI")
        void namesAnExtensionGrantByAnAbsoluteUri() {
            Set<String> registered =
                    Set.of("authorization_code", "client_credentials", "refresh_token", "password", "implicit");

            String name = handler().grantType().value();

            assertThat(registered.contains(name) || URI.create(name).isAbsolute())
                    .as(name)
                    .isTrue();
        }

        @Test
        void declaresNoParameterThatTheEngineReads() {
            List<String> declared =
                    handler().parameters().stream().map(Parameter::name).toList();

            assertThat(declared).doesNotHaveDuplicates().doesNotContainAnyElementsOf(OF_THE_ENGINE);
        }

        @Test
        void declaresTheSameParametersEachTime() {
            assertThat(handler().parameters()).isEqualTo(handler().parameters());
        }

        @Test
        void declaresEveryParameterThatIsNotOpenAsASecret() {
            List<String> shown = handler().parameters().stream()
                    .filter(parameter -> !parameter.isSecret())
                    .map(Parameter::name)
                    .toList();

            assertThat(openParameters()).containsAll(shown);
        }

        @Test
        @DisplayName("RFC 8414 §2: is listed in the metadata")
        void isListedInTheMetadata() {
            String path = server.mounts().stream()
                    .filter(mount -> mount.contains("/.well-known/oauth-authorization-server"))
                    .findFirst()
                    .orElseThrow();

            Response metadata =
                    server.handle(Request.received("GET", path, clock.instant()).build());

            assertThat(Json.read(metadata.body()).path("grant_types_supported"))
                    .anySatisfy(name ->
                            assertThat(name.textValue()).isEqualTo(grantType().value()));
        }
    }

    @Nested
    @DisplayName("what it grants")
    public class Granting {

        @Test
        void issuesATokenThatSpeaksForTheSubject() {
            GoodRequest request = givenGoodRequest();

            Response response = send(request);

            assertThat(access(response))
                    .hasValueSatisfying(access -> assertThat(access.subject()).isEqualTo(request.subject()));
        }

        @Test
        @DisplayName("RFC 6749 §5.1: the response states what was granted")
        void statesTheGrantedScopes() {
            IssuedTokens tokens = IssuedTokens.in(send(givenGoodRequest()));

            assertThat(access(tokens.accessToken()))
                    .hasValueSatisfying(access -> assertThat(access.scopes()).isEqualTo(tokens.scopes()));
        }

        @Test
        void writesOnceAndLeavesThatToTheEngine() {
            GoodRequest request = givenGoodRequest();
            int before = store().writes();

            send(request);

            assertThat(store().writes() - before).isOne();
        }

        @Test
        void decidesTheSameWhenAskedAgain() {
            GoodRequest request = givenGoodRequest();
            TokenRequest asked = directly(request);
            int before = store().writes();

            Object first = handler().grant(asked);
            Object second = handler().grant(asked);

            assertThat(second).isEqualTo(first);
            assertThat(store().writes()).isEqualTo(before);
            assertThat(send(request).status()).isEqualTo(200);
        }

        @Test
        @DisplayName("RFC 6749 §3.3: narrows to the scopes that are asked for")
        void narrowsToTheScopesThatAreAskedFor() {
            Scope one = scopes().asList().get(0);

            IssuedTokens tokens = IssuedTokens.in(send("client", with(givenGoodRequest(), "scope", one.value())));

            assertThat(tokens.scopes()).isEqualTo(Scopes.of(one));
        }

        @Test
        @Tag("security-case-48")
        void grantsNoScopeThatTheClientMayNotHave() {
            GoodRequest request = givenGoodRequest();

            Response refused = send("client", with(request, "scope", FOREIGN.value()));

            assertRefused(refused, "invalid_scope");
            assertThat(send(request).status())
                    .as("a refused request spends nothing")
                    .isEqualTo(200);
        }

        @Test
        @Tag("security-case-48")
        void grantsNoMoreThanTheClientMayHaveByNow() {
            GoodRequest request = givenGoodRequest();
            Client narrow = Client.confidential("client", SECRET)
                    .authorizationCode(REDIRECT_URI)
                    .grantType(grantType())
                    .scopes(scopes().asList().get(0).value())
                    .build();
            server.clients().replace(narrow);

            IssuedTokens tokens = IssuedTokens.in(send(request));

            assertThat(narrow.scopes().containsAll(tokens.scopes())).isTrue();
        }

        private TokenRequest directly(GoodRequest request) {
            return new TokenRequest(
                    AuthenticatedClient.provenBy(
                            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                            party("client").client()),
                    grantType(),
                    Parameters.read(
                            handler().parameters(),
                            name -> Optional.ofNullable(request.parameters().get(name))
                                    .map(List::of)
                                    .orElse(List.of())),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    clock.instant());
        }
    }

    @Nested
    @DisplayName("who may use it")
    public class Clients {

        @Test
        @DisplayName("RFC 6749 §5.2: a client that is not registered for it is refused")
        void refusesAClientThatIsNotRegisteredForIt() {
            GoodRequest request = givenGoodRequest();
            Client without = Client.confidential("without", SECRET).build();
            server.clients().add(without);
            int before = store().writes();

            Response response = send("without", request.parameters());

            assertRefused(response, "unauthorized_client");
            assertThat(store().writes()).isEqualTo(before);
        }

        @Test
        void refusesAPublicClientIfItSaysSo() {
            assumeTrue(!handler().clientTypes().contains(ClientType.PUBLIC), "public clients may use it");
            assumeTrue(
                    !grantType().equals(GrantType.CLIENT_CREDENTIALS),
                    "a public client cannot even be registered for it");
            GoodRequest request = givenGoodRequest();
            server.clients()
                    .add(Client.publicClient("app").grantType(grantType()).build());

            Response response = CodeFlow.ofPublicClient(server, new ClientId("app"))
                    .timedBy(clock)
                    .tokenRequest(with(request, "grant_type", grantType().value()));

            assertRefused(response, "unauthorized_client");
        }

        @Test
        @Tag("security-case-41")
        void refusesWhatBelongsToAnotherClientAndEndsNothing() {
            assumeTrue(isBoundToItsClient(), "any client may present it");
            GoodRequest request = givenGoodRequest("client");
            int before = store().writes();

            Response stolen = send("other-client", request.parameters());

            assertRefused(stolen, "invalid_grant");
            assertThat(store().writes()).isEqualTo(before);
            assertThat(access(send(request))).isPresent();
        }

        @Test
        @Tag("security-case-41")
        void endsNothingWhereAnotherClientPresentsWhatWasSpent() {
            assumeTrue(isSpent() && isBoundToItsClient(), "any client may present it, as often as it likes");
            GoodRequest request = givenGoodRequest("client");
            String token = IssuedTokens.in(send(request)).accessToken();

            Response stolen = send("other-client", request.parameters());

            assertRefused(stolen, "invalid_grant");
            assertThat(access(token)).isPresent();
        }
    }

    @Nested
    @DisplayName("what is bound to a key")
    public class SenderKeys {

        @Test
        @DisplayName(
                "RFC 9449 §5, RFC 9700 §2.2.2: without a proof of the key it is of no use, and nothing happens to it")
        void refusesWhoDoesNotProveTheKey() {
            assumeTrue(isSpent(), "it works as often as it is presented");
            GoodRequest request = givenGoodRequest();
            int before = store().writes();
            store().showBoundTo(new SenderKey("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));

            Response unproven = send(request);

            store().clear();
            assumeTrue(store().shownBound() > 0, "nothing of it is in the token store");
            assertRefused(unproven, "invalid_grant");
            assertThat(store().writes()).isEqualTo(before);
            assertThat(send(request).status()).isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("bad input")
    @Tag("security-case-81")
    public class BadInput {

        @TestFactory
        @DisplayName("RFC 6749 §3.2: a parameter without a value counts as left out")
        Stream<DynamicTest> refusesToMissWhatItNeeds() {
            return handler().parameters().stream()
                    .filter(parameter -> parameter.occurrence() == Parameter.Occurrence.REQUIRED)
                    .flatMap(parameter -> Stream.of(
                            refused("without " + parameter, "invalid_request", request -> {
                                Map<String, String> without = new LinkedHashMap<>(request.parameters());
                                without.remove(parameter.name());
                                return send("client", without);
                            }),
                            refused(
                                    "with an empty " + parameter,
                                    "invalid_request",
                                    request -> send("client", with(request, parameter.name(), "")))));
        }

        @TestFactory
        @DisplayName("RFC 6749 §3.2: no parameter is repeated")
        Stream<DynamicTest> refusesRepeatedParameters() {
            return handler().parameters().stream()
                    .filter(parameter -> parameter.occurrence() != Parameter.Occurrence.REPEATABLE)
                    .map(parameter -> refused(parameter + " twice", "invalid_request", request -> {
                        String value = request.parameters().getOrDefault(parameter.name(), "x");
                        String again = CodeFlow.encoded(Map.of(parameter.name(), value));
                        String form = CodeFlow.encoded(
                                with(request, "grant_type", grantType().value()));
                        return party("client")
                                .codeFlow()
                                .send(
                                        request.parameters().containsKey(parameter.name())
                                                ? form + "&" + again
                                                : form + "&" + again + "&" + again);
                    }));
        }

        @TestFactory
        Stream<DynamicTest> refusesNonsenseInWhatItNeeds() {
            return handler().parameters().stream()
                    .filter(parameter -> parameter.occurrence() == Parameter.Occurrence.REQUIRED)
                    .flatMap(parameter -> Stream.of(
                                    "x", "\u20ac", "x".repeat(60_000), "x y", "../..", "' or 1=1 --", "[]")
                            .map(value -> dynamicTest(parameter + " is " + value.length() + " characters", () -> {
                                GoodRequest request = givenGoodRequest();
                                int before = store().writes();

                                Response response = send("client", with(request, parameter.name(), value));

                                assertThat(response.status()).isEqualTo(400);
                                assertThat(Json.errorOf(response)).isIn("invalid_grant", "invalid_request");
                                assertThat(response.body().asUtf8()).doesNotContain("x".repeat(100));
                                assertThat(store().writes()).isEqualTo(before);
                                assertThat(send(request).status()).isEqualTo(200);
                            })));
        }

        @TestFactory
        Stream<DynamicTest> neverBreaksOnNonsenseInWhatItCanDoWithout() {
            return handler().parameters().stream()
                    .filter(parameter -> parameter.occurrence() != Parameter.Occurrence.REQUIRED)
                    .flatMap(parameter -> Stream.of("", "x", "\u20ac", "x".repeat(60_000), "a b", "-1", "{\"a\":[]}")
                            .map(value -> dynamicTest(parameter + " is " + value.length() + " characters", () -> {
                                Response response = send("client", with(givenGoodRequest(), parameter.name(), value));

                                assertThat(response.status()).isIn(200, 400);
                            })));
        }

        private DynamicTest refused(String name, String error, Function<GoodRequest, Response> sending) {
            return dynamicTest(name, () -> {
                GoodRequest request = givenGoodRequest();
                int before = store().writes();

                Response response = sending.apply(request);

                assertRefused(response, error);
                assertThat(store().writes()).isEqualTo(before);
                assertThat(send(request).status())
                        .as("a refused request spends nothing")
                        .isEqualTo(200);
            });
        }
    }

    @Nested
    @DisplayName("what works once")
    public class WorkingOnce {

        @Test
        @Tag("security-case-9")
        @DisplayName("RFC 9700 §4.14.2, RFC 6749 §4.1.2: a second use ends what came of the first")
        void refusesAReplayAndEndsTheFamily() {
            assumeTrue(isSpent(), "it works as often as it is presented");
            GoodRequest request = givenGoodRequest();
            String token = IssuedTokens.in(send(request)).accessToken();

            Response replay = send(request);

            assertRefused(replay, "invalid_grant");
            assertThat(access(token)).isEmpty();
        }

        @Test
        @Tag("security-case-5")
        @DisplayName("RFC 7523 §3: what is marked as used is refused the next time, and ends nothing")
        void refusesWhatIsMarkedAndEndsNothing() {
            assumeTrue(isMarked(), "nothing of it is marked");
            GoodRequest request = givenGoodRequest();
            String token = IssuedTokens.in(send(request)).accessToken();

            assertRefused(send(request), "invalid_grant");
            assertThat(access(token)).isPresent();
        }

        @Test
        @Tag("security-case-4")
        @Tag("security-case-5")
        void letsOneOfManyAtOnceWinWithWhatIsMarked() {
            assumeTrue(isMarked(), "nothing of it is marked");

            List<Integer> winners = Race.of(CALLERS)
                    .winners(
                            () -> {
                                GoodRequest request = givenGoodRequest();
                                return caller -> send(request);
                            },
                            response -> response.status() == 200);

            assertThat(winners).containsOnly(1);
        }

        @Test
        @Tag("security-case-8")
        void endsNoOtherFamilyByAReplay() {
            assumeTrue(isSpent(), "it works as often as it is presented");
            GoodRequest replayed = givenGoodRequest();
            String other = IssuedTokens.in(send(givenGoodRequest())).accessToken();
            send(replayed);

            send(replayed);

            assertThat(access(other)).isPresent();
        }

        @Test
        @Tag("security-case-1")
        void refusesWhoDecidedInTimeButCameToWriteTooLate() {
            assumeTrue(isSpent(), "it works as often as it is presented");
            GoodRequest request = givenGoodRequest();
            CountDownLatch decided = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            store().onceAt(BEFORE_COMMIT, () -> {
                decided.countDown();
                await(released);
            });

            CompletableFuture<Response> slow = CompletableFuture.supplyAsync(() -> send(request));
            await(decided);
            clock.move(Duration.ofMillis(1));
            Response fast = send(request);
            released.countDown();

            assertRefused(slow.orTimeout(20, TimeUnit.SECONDS).join(), "invalid_grant");
            assertThat(access(IssuedTokens.in(fast).accessToken()))
                    .as("two held it, so neither keeps its tokens")
                    .isEmpty();
        }

        @Test
        @Tag("security-case-1")
        void letsOneOfManyAtOnceWin() {
            assumeTrue(isSpent(), "it works as often as it is presented");

            List<Integer> winners = Race.of(CALLERS)
                    .winners(
                            () -> {
                                GoodRequest request = givenGoodRequest();
                                return caller -> send(request);
                            },
                            response -> response.status() == 200);

            assertThat(winners).containsOnly(1);
        }

        private void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    @DisplayName("what fails")
    @Tag("security-case-2")
    public class Failures {

        @Test
        void grantsAgainAfterNothingWasWritten() {
            GoodRequest request = givenGoodRequest();
            store().onceAt(BEFORE_COMMIT, GrantHandlerContract::fail);

            Response broken = send(request);

            assertBroken(broken);
            assertThat(access(send(isMarked() ? givenGoodRequest() : request))).isPresent();
        }

        @Test
        void keepsItsWordAboutWhatWorksOnceWhereTheAnswerWasLost() {
            assumeTrue(isSpent(), "it works as often as it is presented");
            GoodRequest request = givenGoodRequest();
            store().onceAt(AFTER_COMMIT, GrantHandlerContract::fail);

            Response broken = send(request);

            assertBroken(broken);
            assertThat(broken.body().asUtf8()).doesNotContain("access_token");
            assertRefused(send(request), "invalid_grant");
        }

        @Test
        @DisplayName("broken is not absent: a store that cannot be read is no reason to say invalid_grant")
        void letsAFailureToReadThrough() {
            GoodRequest request = givenGoodRequest();
            int before = store().count(BEFORE_READ);
            store().onceAt(BEFORE_READ, GrantHandlerContract::fail);

            Response response = send(request);

            assumeTrue(store().count(BEFORE_READ) > before, "it reads nothing");
            assertBroken(response);
            assertThat(send(request).status()).isEqualTo(200);
        }

        @TestFactory
        @DisplayName("wherever the store fails: no token is told, and the next request is answered")
        Stream<DynamicTest> failsOpenlyAtEveryStep() {
            GoodRequest counted = givenGoodRequest();
            int before = store().steps();
            send(counted);

            return IntStream.rangeClosed(1, store().steps() - before)
                    .mapToObj(step -> dynamicTest("step " + step, () -> {
                        GoodRequest request = givenGoodRequest();
                        store().onceAtStep(step, GrantHandlerContract::fail);

                        Response broken = send(request);

                        store().clear();
                        assertBroken(broken);
                        assertThat(broken.body().asUtf8()).doesNotContain("access_token");
                        assertThat(send(request).status()).isIn(200, 400);
                    }));
        }

        @TestFactory
        @DisplayName("wherever the store fails when something is used again: the next use ends the family all the same")
        Stream<DynamicTest> endsTheFamilyAfterAFailureAtAnyStep() {
            assumeTrue(isSpent(), "it works as often as it is presented");
            GoodRequest counted = givenGoodRequest();
            send(counted);
            int before = store().steps();
            send(counted);

            return IntStream.rangeClosed(1, store().steps() - before)
                    .mapToObj(step -> dynamicTest("step " + step, () -> {
                        GoodRequest request = givenGoodRequest();
                        String token = IssuedTokens.in(send(request)).accessToken();
                        store().onceAtStep(step, GrantHandlerContract::fail);

                        Response broken = send(request);

                        store().clear();
                        assertBroken(broken);
                        assertRefused(send(request), "invalid_grant");
                        assertThat(access(token)).isEmpty();
                    }));
        }
    }

    @Nested
    @DisplayName("many at once")
    @Tag("security-case-15")
    public class ManyAtOnce {

        @Test
        void neverMixesTwoRequests() {
            List<List<GoodRequest>> requests = new ArrayList<>();
            List<List<Response>> all = Race.of(CALLERS)
                    .lasting(Duration.ofMillis(500))
                    .outcomes(() -> {
                        List<GoodRequest> round = Stream.generate(GrantHandlerContract.this::givenGoodRequest)
                                .limit(CALLERS)
                                .toList();
                        requests.add(round);
                        return caller -> send(round.get(caller));
                    });

            for (int round = 0; round < all.size(); round++) {
                for (int caller = 0; caller < CALLERS; caller++) {
                    Subject expected = requests.get(round).get(caller).subject();
                    assertThat(access(all.get(round).get(caller)).map(VerifiedAccess::subject))
                            .contains(expected);
                }
            }
        }
    }

    @Nested
    @DisplayName("secrets")
    @Tag("security-case-79")
    public class Secrets {

        private final List<String> logged = new ArrayList<>();
        private final Logger logger = Logger.getLogger("io.symbolon.oauth");
        private final Handler listening = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage() + " " + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        @BeforeEach
        void listen() {
            logger.addHandler(listening);
        }

        @AfterEach
        void listenNoMore() {
            logger.removeHandler(listening);
        }

        @Test
        @Tag("threat-rfc7523-6-disclosed")
        @Tag("threat-rfc7522-6-disclosed")
        void showsNoneInLogsEventsAndRefusals() {
            GoodRequest request = givenGoodRequest();
            List<Response> refusals = new ArrayList<>();
            refusals.add(send("client", with(request, "scope", FOREIGN.value())));
            refusals.add(send("other-client", request.parameters()));
            store().onceAt(BEFORE_COMMIT, GrantHandlerContract::fail);
            refusals.add(send(request));
            refusals.add(send(request));
            refusals.add(send(request));
            server.close();

            List<String> shown = new ArrayList<>(logged);
            events.forEach(event -> shown.add(event.toString()));
            refusals.stream()
                    .filter(response -> response.status() != 200)
                    .forEach(response ->
                            shown.add(response.headers() + response.body().asUtf8()));
            assertThat(shown).isNotEmpty();
            request.parameters().entrySet().stream()
                    .filter(parameter -> !openParameters().contains(parameter.getKey()))
                    .forEach(parameter -> assertThat(String.join("\n", shown)).doesNotContain(parameter.getValue()));
        }
    }
}
