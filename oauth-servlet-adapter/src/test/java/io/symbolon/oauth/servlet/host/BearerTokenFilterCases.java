// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.FORWARD;
import static jakarta.servlet.DispatcherType.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.servlet.BearerTokenFilter;
import io.symbolon.oauth.servlet.ServletSettings;
import io.symbolon.oauth.testkit.HostHabit;
import io.symbolon.oauth.testkit.MountedServer;
import io.symbolon.oauth.testkit.RawConnection;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import io.symbolon.oauth.testkit.RecordingServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@link BearerTokenFilter} does in any container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BearerTokenFilterCases {

    private static final Scope READ = new Scope("photos.read");
    private static final Scope WRITE = new Scope("photos.write");

    private final RecordingServer server = new RecordingServer("/app/oauth")
            .granting("alice-reads", access(Subject.ofAccount("alice"), READ))
            .granting("alice-writes", access(Subject.ofAccount("alice"), READ, WRITE))
            .granting("client-reads", access(Subject.ofClient(new ClientId("alice")), READ));

    private MountedServer host;

    /** The container to try it in. */
    protected abstract ServletHost container();

    /** The filter to try. */
    protected Filter filter(AuthorizationServer asked, Function<HttpServletRequest, AccessDemand> demands) {
        return new BearerTokenFilter(asked, demands, ServletSettings.defaults());
    }

    private static VerifiedAccess access(Subject subject, Scope... scopes) {
        return new VerifiedAccess(
                subject,
                new ClientId("album"),
                Scopes.of(scopes),
                Set.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Claims.none());
    }

    @BeforeAll
    void startHost() {
        IntStream.range(0, 8)
                .forEach(i -> server.granting("token-" + i, access(Subject.ofAccount("account-" + i), READ)));
        host = container().start("/app", Set.of(HostHabit.SHOWS_ERROR_PAGES), this::application);
    }

    private void application(ServletContext context) {
        servlet(context, new ApiServlet(), "/api/*");
        servlet(context, new ForwardingServlet("/api/photos"), "/open/forward");
        servlet(context, new AsyncServlet("/api/photos"), "/api/async");
        servlet(context, new AsyncServlet("/api/photos"), "/open/async");
        servlet(context, new ForwardingServlet("/api/admin/photos"), "/api/forward-to-admin");
        servlet(context, new ForwardingServlet("/api/by-path/edit"), "/api/by-path/view");
        servlet(context, new MeetingServlet(), "/api/meet");
        guard(context, "/api/*", request -> AccessDemand.of(READ));
        guard(context, "/api/admin/*", request -> AccessDemand.of(WRITE));
        guard(
                context,
                "/api/by-method",
                request -> AccessDemand.of(request.getMethod().equals("GET") ? READ : WRITE));
        guard(
                context,
                "/api/by-path/*",
                request -> AccessDemand.of(request.getRequestURI().endsWith("/edit") ? WRITE : READ));
    }

    private static void servlet(ServletContext context, HttpServlet servlet, String pattern) {
        ServletRegistration.Dynamic registration = context.addServlet(pattern, servlet);
        registration.addMapping(pattern);
        registration.setAsyncSupported(true);
    }

    private void guard(ServletContext context, String pattern, Function<HttpServletRequest, AccessDemand> demands) {
        FilterRegistration.Dynamic registration = context.addFilter("bearer " + pattern, filter(server, demands));
        EnumSet<DispatcherType> dispatches = EnumSet.of(REQUEST, FORWARD, ASYNC);
        registration.addMappingForUrlPatterns(dispatches, true, pattern);
        registration.setAsyncSupported(true);
    }

    @BeforeEach
    void forget() {
        server.forget();
    }

    @AfterAll
    void stopHost() {
        host.close();
    }

    private RawResponse exchange(RawRequest request) {
        return RawConnection.exchange(host.port(), request);
    }

    private RawResponse get(String path, String token) {
        return exchange(RawRequest.of("GET", path).header("Authorization", "Bearer " + token));
    }

    @Nested
    @DisplayName("RFC 6750 §3: refusals")
    public class Rfc6750Section3 {

        @Test
        void saysOnlyWhatIsNeededToARequestWithoutToken() {
            RawResponse answer = exchange(RawRequest.of("GET", "/app/api/photos"));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer");
            assertThat(answer.text()).doesNotContain(ApiServlet.GREETING, HostHabit.ERROR_PAGE);
        }

        @Test
        void refusesAnUnknownToken() {
            RawResponse answer = get("/app/api/photos", "stranger");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
            assertThat(answer.text()).doesNotContain(ApiServlet.GREETING, HostHabit.ERROR_PAGE);
        }

        @Test
        void namesTheScopesThatAreMissing() {
            RawResponse answer = get("/app/api/admin/photos", "alice-reads");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers("WWW-Authenticate"))
                    .containsExactly("Bearer error=\"insufficient_scope\", scope=\"photos.write\"");
            assertThat(answer.text()).doesNotContain(ApiServlet.GREETING, HostHabit.ERROR_PAGE);
        }

        @Test
        void answersHeadWithoutABody() {
            RawResponse answer = exchange(RawRequest.of("HEAD", "/app/api/photos"));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer");
        }
    }

    @Nested
    @DisplayName("RFC 6750 §2: where a token counts")
    public class Rfc6750Section2 {

        @Test
        void notInTheQuery() {
            RawResponse answer = exchange(RawRequest.of("GET", "/app/api/photos?access_token=alice-reads"));

            assertThat(answer.status()).isEqualTo(401);
        }

        @Test
        void notInTheForm() {
            RawResponse answer =
                    exchange(RawRequest.of("POST", "/app/api/photos").form("access_token=alice-reads"));

            assertThat(answer.status()).isEqualTo(401);
        }

        @Test
        void notInACookie() {
            RawResponse answer =
                    exchange(RawRequest.of("GET", "/app/api/photos").header("Cookie", "access_token=alice-reads"));

            assertThat(answer.status()).isEqualTo(401);
        }

        @Test
        void leavesTheBodyToTheApi() {
            RawResponse answer = exchange(RawRequest.of("POST", "/app/api/photos")
                    .header("Authorization", "Bearer alice-reads")
                    .form("title=sea"));

            assertThat(answer.text()).contains("title=sea");
            assertThat(server.seen()).extracting(Request::body).containsExactly(Body.empty());
        }
    }

    @Nested
    @DisplayName("Who the API sees")
    public class Principals {

        @Test
        void isTheAccount() {
            RawResponse answer = get("/app/api/photos", "alice-reads");

            assertThat(answer.text())
                    .contains("remoteUser=alice;", "principal=SubjectPrincipal/alice;", "authType=Bearer;");
            assertThat(answer.text()).contains("access=ACCOUNT/photos.read;");
        }

        @Test
        @Tag("security-case-46")
        void isNeverAnAccountForAClientOfTheSameName() {
            RawResponse answer = get("/app/api/photos", "client-reads");

            assertThat(answer.text())
                    .contains("remoteUser=client:alice;", "principal=SubjectPrincipal/client:alice;")
                    .contains("access=CLIENT/photos.read;");
        }

        @Test
        void hasNoRoleByAScope() {
            RawResponse answer = get("/app/api/photos", "alice-reads");

            assertThat(answer.text()).contains("inRole=false;");
        }
    }

    @Nested
    @DisplayName("Several filters and dispatches")
    public class Dispatches {

        @Test
        void eachFilterDemandsItsOwn() {
            RawResponse answer = get("/app/api/admin/photos", "alice-writes");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(server.seen()).hasSize(2);
        }

        @Test
        void theDemandMayDependOnTheMethod() {
            RawResponse reading = get("/app/api/by-method", "alice-reads");
            RawResponse writing =
                    exchange(RawRequest.of("PUT", "/app/api/by-method").header("Authorization", "Bearer alice-reads"));

            assertThat(reading.status()).isEqualTo(200);
            assertThat(writing.status()).isEqualTo(403);
        }

        @Test
        void aForwardFromAnOpenPathIsGuarded() {
            RawResponse answer = exchange(RawRequest.of("GET", "/app/open/forward"));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text()).doesNotContain(ApiServlet.GREETING);
        }

        @Test
        void aForwardToWhatDemandsMoreIsGuarded() {
            RawResponse answer = get("/app/api/forward-to-admin", "alice-reads");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).doesNotContain(ApiServlet.GREETING);
        }

        @Test
        void aForwardForWhichTheSameFilterDemandsMoreIsGuarded() {
            RawResponse answer = get("/app/api/by-path/view", "alice-reads");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).doesNotContain(ApiServlet.GREETING);
        }

        @Test
        void anAsynchronousDispatchFromAnOpenPathIsGuarded() {
            RawResponse answer = exchange(RawRequest.of("GET", "/app/open/async"));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text()).doesNotContain(ApiServlet.GREETING);
        }

        @Test
        void anAsynchronousDispatchIsVerifiedOnceAndKeepsThePrincipal() {
            RawResponse answer = get("/app/api/async", "alice-reads");

            assertThat(answer.text()).contains("remoteUser=alice;", "access=ACCOUNT/photos.read;");
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Nested
    @DisplayName("Requests of different senders, at the same time")
    @Tag("security-case-15")
    public class SimultaneousRequests {

        @Test
        void areSeenEachAsItsOwn() throws InterruptedException, ExecutionException {
            List<String> answers = together(List.of(
                    () -> get("/app/api/meet", "token-0").text(),
                    () -> get("/app/api/meet", "token-1").text()));

            assertThat(answers.get(0)).contains("remoteUser=account-0;");
            assertThat(answers.get(1)).contains("remoteUser=account-1;");
        }

        @Test
        void neverMix() throws InterruptedException, ExecutionException {
            List<String> mixed = together(IntStream.range(0, 6)
                    .<Callable<String>>mapToObj(sender -> () -> mixed(sender))
                    .toList());

            assertThat(mixed).containsOnly("");
        }

        private String mixed(int sender) {
            StringBuilder mixed = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                String answer = get("/app/api/photos", "token-" + sender).text();
                mixed.append(answer.contains("remoteUser=account-" + sender + ";") ? "" : answer);
            }
            return mixed.toString();
        }

        private List<String> together(List<Callable<String>> calls) throws InterruptedException, ExecutionException {
            ExecutorService threads = Executors.newFixedThreadPool(calls.size());
            try {
                List<String> results = new ArrayList<>();
                for (Future<String> call : threads.invokeAll(calls)) {
                    results.add(call.get());
                }
                return results;
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
