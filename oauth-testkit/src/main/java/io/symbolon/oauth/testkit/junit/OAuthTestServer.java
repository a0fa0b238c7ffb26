// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.junit;

import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.HandMovedClock;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real server in-process, with stores in memory, for the tests of an application that issues tokens or accepts them:
 *
 * <pre>{@code
 * @RegisterExtension
 * final OAuthTestServer oauth = new OAuthTestServer();
 *
 * String token = oauth.tokenFor("alice", "photos.read");
 * }</pre>
 *
 * <p>As a field with {@code @RegisterExtension} it lives for one test, as a static field for the test class; with {@code
 * @ExtendWith(OAuthTestServer.class)} it lives for the class and comes as a parameter. Outside JUnit, close it. Safe for
 * use by many threads.
 */
public final class OAuthTestServer
        implements AutoCloseable, BeforeAllCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    /** The issuer, where the settings name no other. */
    public static final String ISSUER = "https://as.example.com";

    private static final String CLIENT = "test-client";
    private static final String CLIENT_WITHOUT_SCOPES = "test-client-without-scopes";
    private static final String REDIRECT_URI = "https://client.example.com/callback";
    private static final Secret SECRET = Secret.of("a secret of the test kit, known to everybody");

    private final OAuthServer server;
    private final InstantSource clock;
    private final ReentrantLock registering = new ReentrantLock();
    private final AtomicInteger classes = new AtomicInteger();

    /** A server at the system's time, with all settings default but for {@code ES256} as the one signature algorithm. */
    public OAuthTestServer() {
        this(builder());
    }

    private OAuthTestServer(Builder builder) {
        this.clock = builder.clock;
        OAuthServer.Builder started =
                OAuthServer.builder(builder.settings).loginPage("/login").clock(clock);
        this.server = builder.application.apply(started).build();
    }

    /** Starts a server that is other than default. */
    public static Builder builder() {
        return new Builder();
    }

    /** The server, to be asked and configured like any other. */
    public OAuthServer server() {
        return server;
    }

    /**
     * An access token for this account with exactly these scopes, obtained by the whole authorization code grant. Scopes
     * that the server does not know are registered.
     */
    public String tokenFor(String account, String... scopes) {
        return tokensFor(account, scopes).accessToken();
    }

    /** The same as {@link #tokenFor}, with the refresh token. */
    public IssuedTokens tokensFor(String account, String... scopes) {
        return codeFlow(scopes).tokensFor(account);
    }

    /** The authorization code grant of a client of the test kit's own, to be gone through step by step. */
    public CodeFlow codeFlow(String... scopes) {
        Scopes wanted = scopes(scopes);
        Client client = givenClient(wanted.isEmpty() ? CLIENT_WITHOUT_SCOPES : CLIENT, wanted);
        return CodeFlow.of(server, client.clientId(), SECRET).timedBy(clock).askingFor(wanted);
    }

    /**
     * An access token of the client itself with these scopes, or with all that it was ever asked for if there are none,
     * obtained by the client credentials grant (RFC 6749 §4.4). Scopes and a client that the server does not know are
     * registered.
     *
     * @throws IllegalStateException if the application registered the client, so that the test kit has no secret of it
     */
    public String clientTokenFor(String clientId, String... scopes) {
        Scopes wanted = scopes(scopes);
        Client client = givenClient(clientId, wanted);
        Map<String, String> request = Map.of("grant_type", "client_credentials", "scope", wanted.toString());
        return IssuedTokens.in(CodeFlow.of(server, client.clientId(), SECRET)
                        .timedBy(clock)
                        .tokenRequest(request))
                .accessToken();
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        classes.incrementAndGet();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (classes.decrementAndGet() == 0) {
            close();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (classes.get() == 0) {
            close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OAuthTestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }

    private Client givenClient(String clientId, Scopes scopes) {
        registering.lock();
        try {
            for (Scope scope : scopes) {
                if (server.scopes().find(scope).isEmpty()) {
                    server.scopes().put(new RegisteredScope(scope, scope.value()));
                }
            }
            Client fresh = Client.confidential(clientId, SECRET)
                    .name(clientId)
                    .authorizationCode(REDIRECT_URI)
                    .clientCredentials()
                    .consentRequired(false)
                    .build();
            server.clients().add(fresh);
            Client known = server.clients().find(fresh.clientId()).orElseThrow();
            if (!known.secrets().equals(fresh.secrets())) {
                throw new IllegalStateException("the client '" + clientId
                        + "' is the application's own; ask for its tokens with its own secret");
            }
            if (!known.scopes().containsAll(scopes)) {
                known = known.toBuilder().scopes(names(scopes)).build();
                server.clients().replace(known);
            }
            return known;
        } finally {
            registering.unlock();
        }
    }

    private static Scopes scopes(String... names) {
        return Scopes.of(Arrays.stream(names).map(Scope::new).toList());
    }

    private static String[] names(Scopes scopes) {
        return scopes.asList().stream().map(Scope::value).toArray(String[]::new);
    }

    /** Collects what is other than default. */
    public static final class Builder {

        private Settings settings =
                Settings.forIssuer(ISSUER).signingAlgorithms("ES256").build();
        private InstantSource clock = InstantSource.system();
        private UnaryOperator<OAuthServer.Builder> application = UnaryOperator.identity();

        private Builder() {}

        /** Other settings; the login page is {@code /login} in any case. A key for {@code RS256} takes a while to make. */
        public Builder settings(Settings serverSettings) {
            this.settings = serverSettings;
            return this;
        }

        /** A clock that stands still until it is moved. */
        public Builder clock(HandMovedClock handMoved) {
            this.clock = handMoved;
            return this;
        }

        /** Adds what the application adds: clients, resources, grants, its own stores. */
        public Builder application(UnaryOperator<OAuthServer.Builder> additions) {
            this.application = additions;
            return this;
        }

        /** Starts the server. */
        public OAuthTestServer build() {
            return new OAuthTestServer(this);
        }
    }
}
