// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.Interactions;
import io.symbolon.oauth.api.authorization.PendingInteraction;
import io.symbolon.oauth.servlet.ServletInteractions;
import io.symbolon.oauth.testkit.MountedServer;
import io.symbolon.oauth.testkit.RawConnection;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@link ServletInteractions} does in any container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServletInteractionsCases {

    private static final Subject ALICE = Subject.ofAccount("alice");
    private static final AuthenticationContext AT_NOON =
            AuthenticationContext.at(Instant.parse("2026-01-01T12:00:00Z"));

    private final Recorded recorded = new Recorded();

    private MountedServer host;

    /** The container to try it in. */
    protected abstract ServletHost container();

    @BeforeAll
    void startHost() {
        host = container()
                .start(
                        "/app",
                        Set.of(),
                        context -> context.addServlet("login", new LoginServlet(recorded))
                                .addMapping("/login/*"));
    }

    @BeforeEach
    void forget() {
        recorded.calls.clear();
    }

    @AfterAll
    void stopHost() {
        host.close();
    }

    private RawResponse exchange(RawRequest request) {
        return RawConnection.exchange(host.port(), request.header("Cookie", "browser=b-1"));
    }

    @Test
    void findsTheInteractionOfTheQuery() {
        RawResponse answer = exchange(RawRequest.of("GET", "/app/login/find?interaction=i-1"));

        assertThat(answer.text()).isEqualTo("nothing found");
        assertThat(recorded.calls).extracting(Call::text).containsExactly("find i-1");
    }

    @Test
    void looksForNothingWithoutAHandle() {
        RawResponse answer = exchange(RawRequest.of("GET", "/app/login/find"));

        assertThat(answer.text()).isEqualTo("nothing found");
        assertThat(recorded.calls).isEmpty();
    }

    @Test
    void givesTheBrowsersHeadersAndNoBody() {
        exchange(RawRequest.of("POST", "/app/login/authenticated").form("interaction=i-1&password=p"));

        Request browser = recorded.calls.get(0).browser();
        assertThat(browser.path()).isEqualTo("/app/login/authenticated");
        assertThat(browser.cookie("browser").orElseThrow().reveal()).isEqualTo("b-1");
        assertThat(browser.body()).isEqualTo(Body.empty());
    }

    @Test
    void takesTheBrowserOn() {
        RawResponse answer =
                exchange(RawRequest.of("POST", "/app/login/authenticated").form("interaction=i-1&name=alice"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.headers("Location")).containsExactly("/app/oauth/resume?interaction=i-1");
    }

    @Test
    void endsAnInteractionInEachWay() {
        for (String way : List.of("authenticated", "approved", "denied", "loginRequired")) {
            exchange(RawRequest.of("POST", "/app/login/" + way).form("interaction=i-1"));
        }

        assertThat(recorded.calls)
                .extracting(Call::text)
                .containsExactly(
                        "authenticated i-1 alice {}",
                        "approved i-1 alice photos.read",
                        "denied i-1",
                        "loginRequired i-1");
    }

    @Test
    void takesAHandleThatPageAndFormRepeat() {
        exchange(RawRequest.of("POST", "/app/login/denied?interaction=i-1").form("interaction=i-1"));

        assertThat(recorded.calls).extracting(Call::text).containsExactly("denied i-1");
    }

    @Test
    void takesNoneOfTwoHandles() {
        exchange(RawRequest.of("POST", "/app/login/denied?interaction=i-2").form("interaction=i-1"));

        assertThat(recorded.calls).extracting(Call::text).containsExactly("denied ");
    }

    /** One call of the application. */
    private record Call(Request browser, String text) {}

    /** Remembers what it is told and sends the browser on. */
    private static final class Recorded implements Interactions {

        private final List<Call> calls = new CopyOnWriteArrayList<>();

        private Response recorded(Request browser, String handle, String text) {
            calls.add(new Call(browser, text));
            return Response.redirect(new ApplicationUri("/app/oauth/resume"), Map.of("interaction", handle))
                    .build();
        }

        @Override
        public Optional<PendingInteraction> find(Request browser, String handle) {
            calls.add(new Call(browser, "find " + handle));
            return Optional.empty();
        }

        @Override
        public Response authenticated(
                Request browser, String handle, Subject subject, AuthenticationContext authentication, Claims claims) {
            return recorded(browser, handle, "authenticated " + handle + " " + subject.value() + " " + claims.asMap());
        }

        @Override
        public Response approved(Request browser, String handle, Approval approval) {
            String approved = approval.subject().value() + " " + approval.scopes();
            return recorded(browser, handle, "approved " + handle + " " + approved);
        }

        @Override
        public Response denied(Request browser, String handle) {
            return recorded(browser, handle, "denied " + handle);
        }

        @Override
        public Response loginRequired(Request browser, String handle) {
            return recorded(browser, handle, "loginRequired " + handle);
        }
    }

    /** An application's login, which does what its path says. */
    private static final class LoginServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient ServletInteractions interactions;

        LoginServlet(Interactions interactions) {
            this.interactions = new ServletInteractions(interactions);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getPathInfo()) {
                case "/authenticated" -> interactions.authenticated(request, response, ALICE, AT_NOON);
                case "/approved" -> {
                    Scopes scopes = Scopes.of(new Scope("photos.read"));
                    interactions.approved(request, response, Approval.of(ALICE, AT_NOON, scopes));
                }
                case "/denied" -> interactions.denied(request, response);
                case "/loginRequired" -> interactions.loginRequired(request, response);
                default ->
                    response.getWriter().write(interactions.find(request).isPresent() ? "found" : "nothing found");
            }
        }
    }
}
