// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.servlet.BearerTokenFilter;
import io.symbolon.oauth.servlet.OAuthServlet;
import io.symbolon.oauth.servlet.ServletInteractions;
import io.symbolon.oauth.servlet.ServletSettings;
import io.symbolon.oauth.testkit.HostHabit;
import io.symbolon.oauth.testkit.InterposedTokenStore;
import io.symbolon.oauth.testkit.MountedServer;
import io.symbolon.oauth.testkit.RawConnection;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import io.symbolon.oauth.testkit.ReplacedTokenStoreModule;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The server itself in an application that has filters and error pages of its own; every endpoint once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WholeServerCases {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final String SECRET = "a-secret-of-more-than-thirty-two-characters";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final AtomicBoolean overrun = new AtomicBoolean();
    private final OAuthServer server = OAuthServer.builder(Settings.forIssuer("http://127.0.0.1/app/oauth")
                    .loginPage("/app/login")
                    .signingAlgorithms("ES256")
                    .build())
            .scope("photos.read", "See your photos")
            .client(Client.confidential("web", Secret.of(SECRET))
                    .authorizationCode("https://web.example.com/cb")
                    .clientCredentials()
                    .introspectsEveryToken()
                    .scopes("photos.read")
                    .build())
            .clock(NOON)
            .storage(new ReplacedTokenStoreModule(this::overrunAtTimes))
            .build();

    private MountedServer host;

    private TokenStore overrunAtTimes(TokenStore real) {
        InterposedTokenStore tokens = InterposedTokenStore.before(real);
        tokens.at(InterposedTokenStore.Point.BEFORE_COMMIT, () -> {
            if (overrun.get()) {
                throw new StoreUnavailableException("no connection is free", Duration.ofSeconds(7));
            }
        });
        return tokens;
    }

    /** The container to try it in. */
    protected abstract ServletHost container();

    /** Whether the container still tells, after a filter has ignored it, that a form was malformed. */
    protected abstract boolean remembersMalformedForms();

    @BeforeAll
    void startHost() {
        Set<HostHabit> habits = Set.of(HostHabit.READS_PARAMETERS, HostHabit.SHOWS_ERROR_PAGES);
        host = container().start("/app", habits, this::application);
    }

    private void application(ServletContext context) {
        ServletSettings settings = ServletSettings.defaults().timedBy(NOON);
        OAuthServlet servlet = new OAuthServlet(server, settings);
        context.addServlet("oauth", servlet).addMapping(servlet.mappings(context.getContextPath()));
        context.addServlet("api", new ApiServlet()).addMapping("/api/*");
        context.addServlet("login", new LoginServlet(new ServletInteractions(server.interactions(), settings)))
                .addMapping("/login");
        AccessDemand reading = AccessDemand.of(new Scope("photos.read"));
        context.addFilter("bearer", new BearerTokenFilter(server, request -> reading, settings))
                .addMappingForUrlPatterns(null, false, "/api/*");
    }

    @AfterAll
    void stopHost() {
        host.close();
        server.close();
    }

    private RawResponse exchange(RawRequest request) {
        return RawConnection.exchange(host.port(), request);
    }

    private RawResponse get(String target, String cookie) {
        return exchange(RawRequest.of("GET", target).header("Cookie", cookie));
    }

    /** A form from the client {@code web}. */
    private RawResponse post(String path, String form) {
        String credentials = Base64.getEncoder().encodeToString(("web:" + SECRET).getBytes(StandardCharsets.UTF_8));
        return exchange(RawRequest.of("POST", path)
                .header("Authorization", "Basic " + credentials)
                .form(form));
    }

    private RawResponse callApi(String accessToken) {
        return exchange(RawRequest.of("GET", "/app/api/photos").header("Authorization", "Bearer " + accessToken));
    }

    private String token() {
        return after(post("/app/oauth/token", "grant_type=client_credentials").text(), "\"access_token\":\"");
    }

    /** What stands behind the mark, up to the next quotation mark or ampersand. */
    private static String after(String text, String mark) {
        String[] parts = text.split(mark, 2);
        assertThat(parts).as(text).hasSize(2);
        return parts[1].split("[\"&]", 2)[0];
    }

    @Test
    @DisplayName("RFC 6749 §4.4: a client gets a token and calls the API with it")
    void clientCredentials() {
        RawResponse tokens = post("/app/oauth/token", "grant_type=client_credentials");
        RawResponse api = callApi(after(tokens.text(), "\"access_token\":\""));

        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.headers("Cache-Control")).containsExactly("no-store");
        assertThat(tokens.headers("Content-Type")).hasSize(1).allMatch(type -> type.startsWith("application/json"));
        assertThat(api.text()).contains("remoteUser=client:web;", "access=CLIENT/photos.read;");
    }

    @Test
    @DisplayName("RFC 6749 §4.1: a browser logs in with the application, and the client acts for its user")
    void authorizationCode() {
        RawResponse parked = get(
                "/app/oauth/authorize?response_type=code&client_id=web&state=s-1&scope=photos.read"
                        + "&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&code_challenge_method=S256&code_challenge="
                        + CHALLENGE,
                "other=1");
        String cookie = parked.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        String login = parked.header("Location").orElseThrow();

        RawResponse loggedIn = exchange(RawRequest.of("POST", "/app/login")
                .header("Cookie", cookie)
                .form("user=alice&interaction=" + after(login, "interaction=")));
        RawResponse consent = get(loggedIn.header("Location").orElseThrow(), cookie);
        RawResponse answered = exchange(RawRequest.of("POST", "/app/oauth/authorize/consent")
                .header("Cookie", cookie)
                .form("decision=approve&interaction=" + after(login, "interaction=") + "&csrf_token="
                        + after(consent.text(), "name=\"csrf_token\" value=\"")));
        String code = after(answered.header("Location").orElseThrow(), "[?&]code=");
        RawResponse tokens = post(
                "/app/oauth/token",
                "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&code_verifier="
                        + VERIFIER + "&code=" + code);

        assertThat(login).startsWith("/app/login?interaction=");
        assertThat(Stream.of(parked, loggedIn, answered)).allMatch(redirect -> redirect.status() == 303);
        assertThat(consent.headers("Content-Security-Policy")).hasSize(1);
        assertThat(answered.header("Location").orElseThrow()).startsWith("https://web.example.com/cb?");
        assertThat(callApi(after(tokens.text(), "\"access_token\":\"")).text()).contains("remoteUser=alice;");
    }

    @Test
    @DisplayName("RFC 7662 §2, RFC 7009 §2: a token is introspected, verified, revoked and then dead")
    void introspectionAndRevocation() {
        String token = token();

        RawResponse alive = post("/app/oauth/introspect", "token=" + token);
        RawResponse verified = post("/app/oauth/authenticate", "scope=photos.read&access_token=" + token);
        RawResponse revoked = post("/app/oauth/revoke", "token=" + token);
        RawResponse refused = callApi(token);

        assertThat(alive.text()).contains("\"active\":true");
        assertThat(verified.text()).contains("\"sub\":\"web\"");
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
        assertThat(refused.text()).doesNotContain(HostHabit.ERROR_PAGE, ApiServlet.GREETING);
    }

    @TestFactory
    @DisplayName("RFC 8414 §3: what is public is readable, with GET and HEAD")
    Stream<DynamicTest> publicDocuments() {
        return server.mounts().stream()
                .filter(path -> path.startsWith("/app/oauth/.well-known") || path.endsWith("/jwks"))
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    RawResponse document = get(path, "a=b");
                    RawResponse head = exchange(RawRequest.of("HEAD", path));

                    assertThat(document.status()).isEqualTo(200);
                    assertThat(document.text()).startsWith("{");
                    assertThat(head.header("Content-Length")).isEqualTo(document.header("Content-Length"));
                }));
    }

    @Nested
    @DisplayName("RFC 6749 §5.2: what is wrong is said in JSON")
    public class Rfc6749Section5_2 {

        @Test
        void aRequestWithoutAGrantType() {
            isRefused(400, "invalid_request", post("/app/oauth/token", "scope=photos.read"));
        }

        @Test
        void aMalformedForm() {
            assumeTrue(remembersMalformedForms());

            RawResponse answer = post("/app/oauth/token", "grant_type=client_credentials&scope=%zz");

            assertThat(answer.status()).isIn(400, 413);
            assertThat(answer.text()).startsWith("{\"error\":\"invalid_request\"");
        }

        @Test
        void parametersInTheQuery() {
            isRefused(
                    400,
                    "invalid_request",
                    post("/app/oauth/token?grant_type=client_credentials", "scope=photos.read"));
        }

        @Test
        void aFormThatIsTooLarge() {
            String form = "grant_type=client_credentials&more=" + "x".repeat(Request.MAX_BODY_BYTES);

            isRefused(413, "invalid_request", post("/app/oauth/token", form));
        }

        @Test
        void anotherMethod() {
            RawResponse answer = exchange(RawRequest.of("DELETE", "/app/oauth/token"));

            isRefused(405, "invalid_request", answer);
            assertThat(answer.headers("Allow")).containsExactly("POST");
        }

        @Test
        void aWrongSecret() {
            RawResponse answer = exchange(RawRequest.of("POST", "/app/oauth/token")
                    .form("grant_type=client_credentials&client_id=web&client_secret=wrong"));

            isRefused(401, "invalid_client", answer);
        }

        @Test
        void aStoreThatIsOverrun() {
            overrun.set(true);

            RawResponse answer = post("/app/oauth/token", "grant_type=client_credentials");
            overrun.set(false);

            isRefused(503, "temporarily_unavailable", answer);
            assertThat(answer.headers("Retry-After")).containsExactly("7");
        }

        @Test
        @Tag("security-case-83")
        void aPathWithParameters() {
            isRefused(404, "invalid_request", post("/app/oauth/token;jsessionid=1", "grant_type=client_credentials"));
        }

        private void isRefused(int status, String error, RawResponse answer) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).startsWith("{\"error\":\"" + error + "\"");
            assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
        }
    }

    /** An application's login that believes whatever name it is told. */
    private static final class LoginServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient ServletInteractions interactions;

        LoginServlet(ServletInteractions interactions) {
            this.interactions = interactions;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Subject subject = Subject.ofAccount(request.getParameter("user"));
            interactions.authenticated(request, response, subject, AuthenticationContext.at(NOON.instant()));
        }
    }
}
