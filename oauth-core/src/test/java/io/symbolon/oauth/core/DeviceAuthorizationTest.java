// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.ALICE;
import static io.symbolon.oauth.core.ServerUnderTest.SECRET;
import static io.symbolon.oauth.core.ServerUnderTest.basic;
import static io.symbolon.oauth.core.ServerUnderTest.basicOf;
import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.UserCode;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.PersonWithADevice.Device;
import io.symbolon.oauth.core.grant.device.DeviceCodeGrantModule;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import io.symbolon.oauth.core.memory.InMemoryRowCounts;
import io.symbolon.oauth.core.settings.Settings;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device without a keyboard, and the person who connects it. */
class DeviceAuthorizationTest {

    private static final Subject BOB = Subject.ofAccount("bob");

    private final ServerUnderTest server = ServerUnderTest.start(DeviceAuthorizationTest::withDevices);

    @AfterEach
    void stop() {
        server.close();
    }

    static OAuthServer.Builder withDevices(OAuthServer.Builder builder) {
        return builder.install(new DeviceCodeGrantModule())
                .client(tv("tv", "The television").build())
                .client(tv("other-tv", "Another television").build())
                .client(Client.confidential("printer", Secret.of(SECRET))
                        .grantType(GrantType.DEVICE_CODE)
                        .scopes("photos.read")
                        .build());
    }

    private static Client.Builder tv(String clientId, String name) {
        return Client.publicClient(clientId)
                .name(name)
                .grantType(GrantType.DEVICE_CODE)
                .grantType(GrantType.REFRESH_TOKEN)
                .scopes("photos.read", "photos.write");
    }

    private PersonWithADevice person() {
        return new PersonWithADevice(server);
    }

    private Map<String, Long> rows() {
        return server.server.part(InMemoryRowCounts.class).byKind();
    }

    @Nested
    @DisplayName("RFC 8628 §3.1, §3.2 device authorization")
    class Section3_2 {

        @Test
        void givesADeviceItsCodesAndSaysWhereToTypeOne() {
            Response response = server.post("/oauth/device_authorization", "", "client_id=tv");

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("Cache-Control")).contains("no-store");
            assertThat(member(response, "device_code")).hasSize(46);
            assertThat(member(response, "user_code")).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
            assertThat(member(response, "verification_uri")).isEqualTo("https://as.example.com/oauth/device");
            assertThat(member(response, "verification_uri_complete"))
                    .isEqualTo("https://as.example.com/oauth/device?user_code=" + member(response, "user_code"));
            assertThat(response.body().asUtf8()).contains("\"expires_in\":600", "\"interval\":5");
        }

        @Test
        void tellsWhatTheSettingsSay() {
            Settings settings = ServerUnderTest.settings()
                    .deviceCodeLifetime(Duration.ofMinutes(3))
                    .devicePollInterval(Duration.ofSeconds(7))
                    .build();
            try (ServerUnderTest other = ServerUnderTest.start(builder -> withDevices(builder.settings(settings)))) {
                Response response = other.post("/oauth/device_authorization", "", "client_id=tv");

                assertThat(response.body().asUtf8()).contains("\"expires_in\":180", "\"interval\":7");
            }
        }

        @Test
        void refusesAClientThatIsNotRegisteredForIt() {
            Response response = server.post("/oauth/device_authorization", basicOf("web"), "scope=photos.read");

            assertThat(member(response, "error")).isEqualTo("unauthorized_client");
            assertThat(rows()).containsEntry("redeemables", 0L);
        }

        @Test
        void refusesAScopeThatTheClientMayNotHave() {
            Response response = server.post("/oauth/device_authorization", "", "client_id=tv&scope=admin");

            assertThat(member(response, "error")).isEqualTo("invalid_scope");
            assertThat(rows()).containsEntry("redeemables", 0L);
        }

        @Test
        @Tag("security-case-50")
        void believesNoConfidentialClientWithoutItsSecret() {
            Response named = server.post("/oauth/device_authorization", "", "client_id=printer");
            Response guessed = server.post("/oauth/device_authorization", basic("printer", "guess"), "");

            assertThat(member(named, "error")).isEqualTo("invalid_client");
            assertThat(member(guessed, "error")).isEqualTo("invalid_client");
            assertThat(rows()).containsEntry("redeemables", 0L);
        }

        @Test
        @Tag("security-case-50")
        @Tag("security-case-41")
        void refusesTwoIdentities() {
            Response response = server.post("/oauth/device_authorization", basic("printer", SECRET), "client_id=tv");

            assertThat(member(response, "error")).isEqualTo("invalid_request");
            assertThat(rows()).containsEntry("redeemables", 0L);
        }

        @Test
        void letsNoAddressFillTheStore() {
            Settings small = ServerUnderTest.settings()
                    .inMemory(InMemoryCapacity.standard().withRedeemables(300))
                    .build();
            try (ServerUnderTest bounded = ServerUnderTest.start(builder -> withDevices(builder.settings(small)))) {
                for (int i = 0; i < 3; i++) {
                    assertThat(Device.start(bounded).deviceCode()).isNotEmpty();
                }

                Response fourth = bounded.post("/oauth/device_authorization", "", "client_id=tv");

                assertThat(fourth.status()).isEqualTo(503);
                assertThat(fourth.header("Retry-After")).isPresent();
            }
        }
    }

    @Nested
    @DisplayName("RFC 8628 §3.3 user interaction")
    class Section3_3 {

        @Test
        void connectsTheDeviceOfWhoApproves() {
            Device device = Device.start(server, "tv", "&scope=photos.read");
            PersonWithADevice person = person().connect(device.userCode());

            Response tokens = device.poll();

            assertThat(person.page()).contains("Your device is connected");
            assertThat(server.use(member(tokens, "access_token"), "photos.read")
                            .access()
                            .orElseThrow()
                            .subject())
                    .isEqualTo(ALICE);
            assertThat(member(tokens, "scope")).isEqualTo("photos.read");
            assertThat(server.refreshAs("tv", member(tokens, "refresh_token")).status())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"%s", "lower %s", "no-dash %s", "spaced %s", "dotted %s"})
        void takesTheCodeHoweverItIsTyped(String way) {
            String code = Device.start(server).userCode();
            String letters = code.replace("-", "");
            String typed = switch (way.split(" ", 2)[0]) {
                case "lower" -> code.toLowerCase(Locale.ROOT);
                case "no-dash" -> letters;
                case "spaced" -> "+" + String.join("+", letters.split("", -1));
                case "dotted" -> String.join(".", letters.split("", -1));
                default -> code;
            };

            assertThat(person().open().type(typed).page()).contains("Is this your device?", code);
        }

        @Test
        void shortensNothingAndReadsNoLetterForAnother() {
            assertThat(UserCode.parse("WDJBMJHT"))
                    .hasValueSatisfying(code -> assertThat(code.shown()).isEqualTo("WDJB-MJHT"));
            assertThat(UserCode.parse("WDJBMJH")).isEmpty();
            assertThat(UserCode.parse("WDJBMJHTW")).isEmpty();
            assertThat(UserCode.parse("WDJBMJHA")).isEmpty();
            assertThat(UserCode.parse("WDJBMJH\u0131")).isEmpty();
            assertThat(UserCode.parse("WDJBMJHT" + " ".repeat(60_000))).isEmpty();
        }

        @Test
        void asksAgainWhereTheCodeIsUnknown() {
            PersonWithADevice person = person().open().type("BBBB-BBBB");

            assertThat(person.last().status()).isEqualTo(400);
            assertThat(person.page())
                    .contains("unknown here", "name=\"user_code\"")
                    .doesNotContain("BBBB");
        }

        @Test
        void grantsNoMoreThanTheApplicationApproved() {
            Device device = Device.start(server);
            Approval some = Approval.of(
                    ALICE,
                    AuthenticationContext.at(server.now),
                    Scopes.of(new Scope("photos.read"), new Scope("admin")));

            person().open().type(device.userCode()).confirm("mine").logInAndApprove(some);

            assertThat(member(device.poll(), "scope")).isEqualTo("photos.read");
        }

        @Test
        void grantsNothingToAClientThatWasStoppedMeanwhile() {
            Device device = Device.start(server);
            PersonWithADevice person = person().goToConsent(device.userCode());
            server.server
                    .clients()
                    .replace(tv("tv", "The television").active(false).build());

            person.consent("approve");

            assertThat(person.last().status()).isEqualTo(400);
            assertThat(server.events).noneMatch(OAuthEvent.AuthorizationApproved.class::isInstance);
        }

        @Test
        void tellsTheDeviceThatThePersonDidNotAllowIt() {
            Device device = Device.start(server);
            PersonWithADevice person = person().goToConsent(device.userCode()).consent("deny");

            Response refused = device.poll();

            assertThat(person.page()).contains("Your device is not connected");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(member(refused, "error")).isEqualTo("access_denied");
            assertThat(server.events).noneMatch(OAuthEvent.TokensIssued.class::isInstance);
        }

        @Test
        void tellsTheDeviceThatNobodySignedIn() {
            Device device = Device.start(server);

            person().open().type(device.userCode()).confirm("mine").cancelLogin();

            assertThat(member(device.poll(), "error")).isEqualTo("access_denied");
        }

        @Test
        void needsALoginPage() {
            assertThatThrownBy(() -> OAuthServer.builder("https://as.example.com")
                            .withoutStandardGrants()
                            .install(new DeviceCodeGrantModule())
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("login_page is not set");
        }
    }

    @Nested
    @DisplayName("RFC 8628 §3.4, §3.5 polling")
    class Section3_5 {

        @Test
        void waitsForThePerson() {
            Response pending = Device.start(server).poll();

            assertThat(pending.status()).isEqualTo(400);
            assertThat(member(pending, "error")).isEqualTo("authorization_pending");
        }

        @Test
        void slowsDownWhoPollsTooFast() {
            Device device = Device.start(server);
            device.poll();
            server.pass(Duration.ofMillis(4999));

            Response early = device.poll();
            server.pass(Duration.ofMillis(9999));
            Response stillEarly = device.poll();
            server.pass(Duration.ofSeconds(15));
            Response inTime = device.poll();

            assertThat(member(early, "error")).isEqualTo("slow_down");
            assertThat(member(stillEarly, "error")).isEqualTo("slow_down");
            assertThat(member(inTime, "error")).isEqualTo("authorization_pending");
        }

        @Test
        void tellsTheDeviceThatItsCodeHasExpired() {
            Device device = Device.start(server);
            server.pass(Duration.ofMinutes(10));

            assertThat(member(device.poll(), "error")).isEqualTo("expired_token");
        }

        @Test
        void waitsUntilTheInstantBefore() {
            Device device = Device.start(server);
            server.pass(Duration.ofMinutes(10).minusMillis(1));

            assertThat(member(device.poll(), "error")).isEqualTo("authorization_pending");
        }

        @Test
        void redeemsForADeviceThatComesLateAndGetsNoRefreshToken() {
            Response begun = server.post("/oauth/device_authorization", basic("printer", SECRET), "");
            person().connect(member(begun, "user_code"));
            server.pass(Duration.ofMinutes(9));

            Response tokens = server.post(
                    "/oauth/token",
                    basic("printer", SECRET),
                    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code="
                            + member(begun, "device_code"));

            assertThat(server.isAlive(member(tokens, "access_token"))).isTrue();
            assertThat(member(tokens, "refresh_token")).isEmpty();
        }

        @Test
        void redeemsNoApprovalThatHasExpired() {
            Device device = Device.start(server);
            person().connect(device.userCode());
            server.pass(Duration.ofMinutes(10));

            assertThat(member(device.poll(), "error")).isEqualTo("expired_token");
            assertThat(server.events).noneMatch(OAuthEvent.TokensIssued.class::isInstance);
        }

        @Test
        @Tag("security-case-9")
        void worksOnceAndASecondUseEndsWhatCameOfIt() {
            Device device = Device.start(server);
            person().connect(device.userCode());
            String token = member(device.poll(), "access_token");

            Response again = device.poll();

            assertThat(member(again, "error")).isEqualTo("invalid_grant");
            assertThat(server.isAlive(token)).isFalse();
        }

        @Test
        @Tag("security-case-50")
        void redeemsForTheClientAloneThatAuthenticatedAtTheStart() {
            Device device = Device.start(server);
            person().connect(device.userCode());

            Response stolen = device.pollAs("other-tv");

            assertThat(member(stolen, "error")).isEqualTo("invalid_grant");
            assertThat(device.poll().status()).isEqualTo(200);
        }

        @Test
        @Tag("security-case-50")
        void countsNoPollOfAnotherClient() {
            Device device = Device.start(server);
            device.pollAs("other-tv");

            assertThat(member(device.poll(), "error")).isEqualTo("authorization_pending");
        }

        @Test
        @Tag("security-case-10")
        void leavesNoRowBehindOnceItsTimeIsOver() {
            Map<String, Long> before = rows();
            Device used = Device.start(server);
            person().connect(used.userCode());
            used.poll();
            person().goToConsent(Device.start(server).userCode()).consent("deny");
            Device.start(server);

            server.pass(Duration.ofDays(400));
            server.server.part(TokenStore.class).prune(server.now, 1000);
            server.server.part(InteractionStore.class).prune(server.now, 1000);

            assertThat(rows().get("redeemables")).isEqualTo(before.get("redeemables"));
            assertThat(rows().get("grants")).isEqualTo(before.get("grants"));
            assertThat(rows().get("access tokens")).isEqualTo(before.get("access tokens"));
            assertThat(rows().get("interactions")).isEqualTo(before.get("interactions"));
        }
    }

    @Nested
    @DisplayName("RFC 8628 §4 discovery")
    class Section4 {

        @Test
        void isInTheMetadata() {
            Response metadata = server.get("/oauth/.well-known/oauth-authorization-server", "");

            assertThat(member(metadata, "device_authorization_endpoint"))
                    .isEqualTo("https://as.example.com/oauth/device_authorization");
            assertThat(metadata.body().asUtf8()).contains("\"urn:ietf:params:oauth:grant-type:device_code\"");
        }
    }

    @Nested
    @DisplayName("RFC 8628 §5.1 user code brute forcing")
    class Section5_1 {

        @Test
        void makesWhoGuessesWait() {
            PersonWithADevice guesser = person().open();
            for (int i = 0; i < 5; i++) {
                assertThat(guesser.open()
                                .type("BBBB-BBB" + UserCode.ALPHABET.charAt(i))
                                .last()
                                .status())
                        .isEqualTo(400);
            }

            Response sixth =
                    guesser.open().type(Device.start(server).userCode()).last();

            assertThat(sixth.status()).isEqualTo(429);
            assertThat(sixth.header("Retry-After")).contains("1");
        }

        @Test
        void doublesTheWait() {
            PersonWithADevice guesser = person().open();
            IntStream.range(0, 5).forEach(i -> guesser.open().type("BBBB-BBBB"));
            server.pass(Duration.ofSeconds(1));
            guesser.open().type("BBBB-BBBB");
            server.pass(Duration.ofSeconds(1));

            assertThat(guesser.open().type("BBBB-BBBB").last().status()).isEqualTo(429);
        }

        @Test
        void isNotAppeasedByACodeOfTheGuessersOwn() {
            PersonWithADevice guesser = person();
            for (int i = 0; i < 5; i++) {
                guesser.open().type(Device.start(server).userCode());
                guesser.open().type("BBBB-BBBB");
            }

            assertThat(guesser.open().type("BBBB-BBBB").last().status()).isEqualTo(429);
        }

        @Test
        void countsWhatIsSentToTheSecondPageToo() {
            PersonWithADevice guesser = person().open();
            // whoever guesses may compute what the page would hold: the secret is in their own cookie
            String proof = ownProof(guesser, "BBBB-BBBB");
            for (int i = 0; i < 5; i++) {
                guesser.post("/oauth/device/confirm", proof);
            }

            assertThat(guesser.post("/oauth/device/confirm", proof).last().status())
                    .isEqualTo(429);
        }

        private String ownProof(PersonWithADevice guesser, String code) {
            Secret own = guesser.loginPage().cookie("__Host-symbolon").orElseThrow();
            String token = io.symbolon.oauth.api.Digest.of(Secret.of("device\n" + code + "\n" + own.reveal()))
                    .encoded();
            return "user_code=" + code + "&decision=mine&csrf_token=" + token;
        }

        @Test
        void holdsUpNobodyElse() {
            PersonWithADevice guesser = person().open();
            IntStream.range(0, 6).forEach(i -> guesser.open().type("BBBB-BBBB"));

            PersonWithADevice elsewhere = new PersonWithADevice(server, "198.51.100.21");

            assertThat(elsewhere.open().type(Device.start(server).userCode()).page())
                    .contains("Is this your device?");
        }
    }

    @Nested
    @DisplayName("RFC 8628 §5.2 device code brute forcing")
    class Section5_2 {

        @Test
        void takesCodesThatNobodyGuesses() {
            Device device = Device.start(server);

            // 34 bytes in base64url, of which 256 bits are random
            assertThat(device.deviceCode()).matches("[A-Za-z0-9_-]{46}");
            assertThat(device.deviceCode()).isNotEqualTo(Device.start(server).deviceCode());
        }

        @Test
        void takesNoUserCodeForADeviceCode() {
            Device device = Device.start(server);
            person().connect(device.userCode());

            Response response = new Device(server, "tv", device.userCode(), "").poll();

            assertThat(member(response, "error")).isEqualTo("invalid_grant");
        }
    }

    @Nested
    @DisplayName("RFC 8628 §5.4 remote phishing")
    class Section5_4 {

        @Test
        void onlyFillsInTheCodeOfALink() {
            Device device = Device.start(server);

            PersonWithADevice person = person().open("user_code=" + device.userCode());

            assertThat(person.page())
                    .contains("value=\"" + device.userCode() + "\"")
                    .doesNotContain("television");
            assertThat(server.events).noneMatch(OAuthEvent.InteractionStarted.class::isInstance);
            assertThat(member(device.poll(), "error")).isEqualTo("authorization_pending");
        }

        @Test
        void saysWhichApplicationAsksAndWhatToCompare() {
            Device device = Device.start(server);

            String page = person().open().type(device.userCode()).page();

            assertThat(page)
                    .contains(
                            "The television",
                            device.userCode(),
                            "only if you started this yourself",
                            "If somebody sent you the code or the link, stop here");
        }

        @Test
        void asksAgainWithTheScopesOnceThePersonIsSignedIn() {
            PersonWithADevice person = person().goToConsent(Device.start(server).userCode());

            assertThat(person.page()).contains("The television wants to", "Change your photos");
        }

        @Test
        void changesNothingWhereThePersonSaysNo() {
            Device device = Device.start(server);

            PersonWithADevice person = person().open().type(device.userCode()).confirm("not-mine");

            assertThat(person.page()).contains("Nothing was connected");
            assertThat(member(device.poll(), "error")).isEqualTo("authorization_pending");
        }

        @Test
        @Tag("security-case-34")
        void takesNoFormOfAnotherSite() {
            Device device = Device.start(server);
            PersonWithADevice victim = person().open();

            victim.post("/oauth/device", "user_code=" + device.userCode());
            int typed = victim.last().status();
            victim.post("/oauth/device", "user_code=" + device.userCode() + "&csrf_token=" + "x".repeat(43));
            int guessed = victim.last().status();
            victim.post(
                    "/oauth/device/confirm",
                    "decision=mine&user_code=" + device.userCode() + "&csrf_token=" + "x".repeat(43));

            assertThat(typed).isEqualTo(400);
            assertThat(guessed).isEqualTo(400);
            assertThat(victim.last().status()).isEqualTo(400);
            assertThat(server.events).noneMatch(OAuthEvent.InteractionStarted.class::isInstance);
        }

        @Test
        @Tag("security-case-34")
        void takesNoFormThatWasShownToTheAttacker() {
            Device device = Device.start(server);
            PersonWithADevice attacker = person().open().type(device.userCode());
            PersonWithADevice victim = person().open();

            victim.post(
                    "/oauth/device/confirm",
                    "decision=mine&user_code=" + device.userCode() + "&csrf_token=" + attacker.csrfToken());

            assertThat(victim.last().status()).isEqualTo(400);
            assertThat(server.events).noneMatch(OAuthEvent.InteractionStarted.class::isInstance);
        }

        @Test
        @Tag("security-case-34")
        void takesNoFormThatWasShownForAnotherDevice() {
            PersonWithADevice person = person().open().type(Device.start(server).userCode());
            Device other = Device.start(server);

            person.post(
                    "/oauth/device/confirm",
                    "decision=mine&user_code=" + other.userCode() + "&csrf_token=" + person.csrfToken());

            assertThat(person.last().status()).isEqualTo(400);
            assertThat(server.events).noneMatch(OAuthEvent.InteractionStarted.class::isInstance);
        }

        @Test
        void goesOnOnlyInTheBrowserThatBegan() {
            Device device = Device.start(server);
            PersonWithADevice attacker = person().open().type(device.userCode()).confirm("mine");
            PersonWithADevice victim = person().open().adoptHandleOf(attacker);

            victim.logIn();

            assertThat(victim.last().status()).isEqualTo(400);
            assertThat(member(device.poll(), "error")).isEqualTo("authorization_pending");
        }
    }

    @Nested
    @DisplayName("RFC 8628 §5.5 session spying")
    class Section5_5 {

        @Test
        void letsTheFirstWhoDecidesDecide() {
            Device device = Device.start(server);
            PersonWithADevice alice = person().goToConsent(device.userCode());
            PersonWithADevice bob =
                    person().open().type(device.userCode()).confirm("mine").logIn(BOB);

            alice.consent("approve");
            bob.consent("approve");

            assertThat(bob.last().status()).isEqualTo(400);
            assertThat(server.use(member(device.poll(), "access_token"))
                            .access()
                            .orElseThrow()
                            .subject())
                    .isEqualTo(ALICE);
        }

        @Test
        void knowsTheCodeNoMoreOnceItIsDecided() {
            Device device = Device.start(server);
            person().connect(device.userCode());

            assertThat(person().open().type(device.userCode()).last().status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("RFC 8628 §5.6 non-confidential clients")
    class Section5_6 {

        @Test
        @Tag("security-case-39")
        void asksEachTimeForAPublicClient() {
            person().connect(Device.start(server).userCode());

            PersonWithADevice again = person().goToConsent(Device.start(server).userCode());

            assertThat(again.page()).contains("The television asks for access");
        }
    }

    @Nested
    @DisplayName("The server's own pages")
    class OwnPages {

        @Test
        @Tag("security-case-76")
        void escapeTheClientsName() {
            server.server
                    .clients()
                    .replace(tv("tv", "<script>alert('x')</script>").build());
            Device device = Device.start(server);

            PersonWithADevice person = person().open().type(device.userCode());

            assertThat(person.page()).contains("&lt;script&gt;").doesNotContain("<script>");
        }

        @ParameterizedTest
        @Tag("security-case-76")
        @ValueSource(strings = {"%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "WDJB-MJHT%22", "%3Cb%3E", "javascript:x"})
        void repeatNothingThatIsNoCode(String query) {
            PersonWithADevice person = person().open("user_code=" + query);

            assertThat(person.page()).contains("value=\"\"").doesNotContain("script", "alert");
        }

        @Test
        @Tag("security-case-76")
        void allowNoScriptsAndNoFrames() {
            Response page = person().open().last();

            assertThat(page.header("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none';")
                    .contains("form-action 'self'", "frame-ancestors 'none'");
            assertThat(page.header("Set-Cookie").orElseThrow())
                    .startsWith("__Host-symbolon=")
                    .endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure");
        }
    }
}
