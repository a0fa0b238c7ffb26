// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.ResourceOwner;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.servlet.jetty.JettyHost;
import io.symbolon.oauth.testkit.Mount;
import io.symbolon.oauth.testkit.MountedServer;
import io.symbolon.oauth.testkit.RawConnection;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import io.symbolon.oauth.testkit.RecordingServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OAuthServletTest {

    private final RecordingServer server = new RecordingServer("/app/oauth");

    @Nested
    class Mapping {

        @Test
        void namesTheExactPatternsInTheContext() {
            String[] patterns = new OAuthServlet(server).mappings("/app");

            assertThat(patterns).contains("/oauth/echo", "/oauth/redirect").noneMatch(pattern -> pattern.contains("*"));
        }

        @Test
        void refusesAContextWithoutAnEndpoint() {
            assertThatThrownBy(() -> new OAuthServlet(server).mappings("/ap"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'/ap'")
                    .hasMessageContaining("/app/oauth/echo");
        }

        @Test
        @Tag("security-case-83")
        void mountsNothingElse() {
            try (MountedServer host = new JettyHost().start("/app", Set.of(), context -> {
                OAuthServlet servlet = new OAuthServlet(server);
                context.addServlet("oauth", servlet).addMapping(servlet.mappings(context.getContextPath()));
            })) {
                RawResponse found = RawConnection.exchange(host.port(), RawRequest.of("GET", "/app/oauth/echo"));
                RawResponse odd = RawConnection.exchange(host.port(), RawRequest.of("GET", "/app/oauth/echo;a=b"));

                assertThat(found.header(RecordingServer.ENDPOINT)).contains("/echo");
                assertThat(odd.status()).isEqualTo(404);
                assertThat(odd.header(RecordingServer.ENDPOINT)).isEmpty();
            }
        }
    }

    @Nested
    class ResourceOwners {

        @Test
        void areWhoTheApplicationSays() {
            ResourceOwner alice = ResourceOwner.of(
                    Subject.ofAccount("alice"), AuthenticationContext.at(Instant.parse("2026-01-01T12:00:00Z")));
            try (MountedServer host = new JettyHost()
                    .start(
                            asked -> new OAuthServlet(asked).recognizing(request -> Optional.of(alice)),
                            server,
                            Mount.at("/app", "/oauth"))) {
                RawConnection.exchange(host.port(), RawRequest.of("GET", "/app/oauth/echo"));
            }

            assertThat(server.seen().get(0).resourceOwner()).contains(alice);
        }

        @Test
        void areNotLookedForBeforeTheyMatter() {
            try (MountedServer host = new JettyHost()
                    .start(
                            asked -> new OAuthServlet(asked).recognizing(request -> {
                                throw new IllegalStateException("nobody has asked");
                            }),
                            server,
                            Mount.at("/app", "/oauth"))) {
                RawResponse found = RawConnection.exchange(host.port(), RawRequest.of("GET", "/app/oauth/echo"));

                assertThat(found.status()).isEqualTo(200);
            }
        }
    }

    @Nested
    class Lifetime {

        @Test
        void leavesTheServerOpen() {
            try (MountedServer host = new JettyHost().start(OAuthServlet::new, server, Mount.at("/app", "/oauth"))) {
                RawConnection.exchange(host.port(), RawRequest.of("GET", "/app/oauth/echo"));
            }

            assertThat(server.isClosed()).isFalse();
        }

        @Test
        void closesTheServerWhereAskedTo() {
            try (MountedServer host = new JettyHost()
                    .start(asked -> new OAuthServlet(asked).closingServer(), server, Mount.at("/app", "/oauth"))) {
                RawConnection.exchange(host.port(), RawRequest.of("GET", "/app/oauth/echo"));
                assertThat(server.isClosed()).isFalse();
            }

            assertThat(server.isClosed()).isTrue();
        }
    }

    @Test
    void takesTheTimeFromItsClock() {
        Instant instant = Instant.parse("2026-01-01T12:00:00.123456789Z");
        ServletSettings settings = ServletSettings.defaults().timedBy(InstantSource.fixed(instant));
        try (MountedServer host =
                new JettyHost().start(asked -> new OAuthServlet(asked, settings), server, Mount.at("/app", "/oauth"))) {
            RawConnection.exchange(host.port(), RawRequest.of("GET", "/app/oauth/echo"));
        }

        assertThat(server.seen().get(0).receivedAt()).isEqualTo(Instant.parse("2026-01-01T12:00:00.123Z"));
    }

    @Nested
    @DisplayName("RFC 8414 §3.1: the well-known path at the host's root")
    class Rfc8414Section3_1 {

        private final RecordingServer wellKnown =
                new RecordingServer("/.well-known/oauth-authorization-server/app/oauth");

        @Test
        void isAnsweredByTheServer() {
            try (MountedServer host = start()) {
                RawResponse answer = RawConnection.exchange(
                        host.port(),
                        RawRequest.of("GET", "/.well-known/oauth-authorization-server/app/oauth/query?a=b"));

                assertThat(answer.header("Recording-Query")).contains("a=b");
            }
        }

        @Test
        void takesNoBody() {
            try (MountedServer host = start()) {
                RawConnection.exchange(
                        host.port(),
                        RawRequest.of("POST", "/.well-known/oauth-authorization-server/app/oauth/echo")
                                .form("a=b"));

                assertThat(wellKnown.seen().get(0).body()).isEqualTo(Body.empty());
            }
        }

        private MountedServer start() {
            return new JettyHost()
                    .start(
                            "",
                            Set.of(),
                            context -> context.addServlet("well-known", new WellKnownServlet(wellKnown))
                                    .addMapping(WellKnownServlet.MAPPING));
        }
    }

    @Nested
    @Tag("security-case-46")
    class Names {

        @Test
        void ofAccountsAndClientsNeverMeet() {
            assertThat(name(Subject.ofAccount("alice"))).isEqualTo("alice");
            assertThat(name(Subject.ofClient(new ClientId("alice")))).isEqualTo("client:alice");
            assertThat(name(Subject.ofAccount("client:alice"))).isEqualTo("account:client:alice");
            assertThat(name(Subject.ofAccount("account:client:alice"))).isEqualTo("account:account:client:alice");
        }

        private String name(Subject subject) {
            return new SubjectPrincipal(subject).getName();
        }
    }
}
