// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.SECRET;
import static io.symbolon.oauth.core.ServerUnderTest.VERIFIER;
import static io.symbolon.oauth.core.ServerUnderTest.basic;
import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.account.Account;
import io.symbolon.oauth.api.account.Accounts;
import io.symbolon.oauth.core.PersonWithADevice.Device;
import io.symbolon.oauth.core.grant.implicit.ImplicitGrantModule;
import io.symbolon.oauth.core.grant.password.PasswordGrantModule;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No secret in clear: neither in the log, nor in events, exceptions and answers to others, nor in what is stored. */
@Tag("security-case-79")
@Tag("CVE-2023-37260")
class SecretsTest {

    private final WatchedStores stores = new WatchedStores();
    private final ServerUnderTest server = ServerUnderTest.start(builder -> DeviceAuthorizationTest.withDevices(builder)
            .install(new PasswordGrantModule(), new ImplicitGrantModule(), new SecretPeople())
            .client(LegacyGrantsTest.oldApp().build())
            .storage(stores.module()));
    private final StringWriter log = new StringWriter();
    private final Logger logger = Logger.getLogger("io.symbolon.oauth");
    private final Handler recorder = new Recorder(new PrintWriter(log, true));
    private final List<String> canaries = new ArrayList<>(List.of(SECRET, VERIFIER));

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        server.close();
        logger.removeHandler(recorder);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @Test
    void leavesNoTraceOfAnySecret() {
        useEverythingAndBreakIt();

        server.server.close();

        assertThat(canaries).hasSizeGreaterThan(8).allMatch(canary -> canary.length() > 7);
        assertThat(log.toString()).contains("refused [").contains("failed [");
        assertHoldsNoCanary("the log", log.toString());
        assertHoldsNoCanary("the events", server.events.toString());
        assertHoldsNoCanary("the events' components", contents(server.events));
        assertThat(stores.seen).hasSizeGreaterThan(20);
        assertHoldsNoCanary("toString of what is stored", stores.seen.toString());
        assertHoldsNoCanary("what is stored", contents(stores.seen));
    }

    /** The check itself can fail: a secret that is stored in clear is found. */
    @Test
    void findsASecretThatIsThere() {
        canaries.add("a-canary-in-a-record");
        record Leaky(Optional<Secret> token) {}

        String found = contents(List.of(new Leaky(Optional.of(Secret.of("a-canary-in-a-record")))));

        assertThat(canaries).anyMatch(found::contains);
    }

    private void useEverythingAndBreakIt() {
        ServerUnderTest.Browser browser = server.browser().open("web", "");
        canaries.add(browser.handle());
        canaries.add(browser.last().header("Set-Cookie").orElseThrow().split("[=;]", 3)[1]);
        browser.logIn().resume().consent("approve");
        String code = browser.parameter("code");
        canaries.add(code);
        Response tokens = server.redeem(code);
        String refreshToken = member(tokens, "refresh_token");
        remember(tokens);
        remember(server.refresh(refreshToken));
        remember(server.refresh(refreshToken));
        server.redeem(code);
        server.refresh(refreshToken);
        Response ofClient = server.token("grant_type=client_credentials");
        remember(ofClient);
        server.revokeAs("other", member(ofClient, "access_token"));
        server.introspectAs("api", member(ofClient, "access_token"));
        server.post("/oauth/token", basic("web", "guessed-" + SECRET), "grant_type=client_credentials");
        server.post("/oauth/token", "", "client_id=web&client_secret=" + SECRET + "&grant_type=nonsense");
        server.redeem("wrong-" + code);
        connectADevice();
        useLegacyGrants();
        stores.failing = operation -> true;
        server.redeem(code);
        server.refresh(refreshToken);
        server.use(member(ofClient, "access_token"));
        stores.failing = operation -> false;
    }

    private void connectADevice() {
        Device device = Device.start(server);
        canaries.add(device.deviceCode());
        canaries.add(device.userCode());
        canaries.add(device.userCode().replace("-", ""));
        PersonWithADevice person = new PersonWithADevice(server).open("user_code=" + device.userCode());
        canaries.add(person.csrfToken());
        person.type("BBBB-BBBB");
        person.connect(device.userCode());
        canaries.add(person.handle());
        remember(device.poll());
        device.poll();
        device.pollAs("other-tv");
    }

    private void useLegacyGrants() {
        canaries.add("the-password-of-alice");
        canaries.add("a-password-that-was-guessed");
        remember(server.post(
                "/oauth/token",
                "",
                "client_id=old-app&grant_type=password&username=alice&password=the-password-of-alice"));
        server.post(
                "/oauth/token",
                "",
                "client_id=old-app&grant_type=password&username=alice&password=a-password-that-was-guessed");
        ServerUnderTest.Browser browser = LegacyGrantsTest.openImplicitly(server, "");
        canaries.add(browser.logIn().resume().consent("approve").parameter("access_token"));
    }

    /** Alice, with her password. */
    private static final class SecretPeople extends AbstractModule {

        @Override
        protected void configure() {
            bind(Accounts.class)
                    .toInstance((username, password) -> password.equals(Secret.of("the-password-of-alice"))
                            ? Optional.of(new Account(Subject.ofAccount(username), Claims.none()))
                            : Optional.empty());
        }
    }

    private void remember(Response tokens) {
        canaries.add(member(tokens, "access_token"));
        if (!member(tokens, "refresh_token").isEmpty()) {
            canaries.add(member(tokens, "refresh_token"));
        }
    }

    private void assertHoldsNoCanary(String where, String text) {
        for (String canary : canaries) {
            assertThat(text.contains(canary)).as(where + " holds a secret").isFalse();
        }
    }

    /** All that is inside, records opened and secrets revealed. */
    private static String contents(Object value) {
        if (value instanceof Iterable<?> elements) {
            StringBuilder all = new StringBuilder();
            elements.forEach(element -> all.append(contents(element)).append('\n'));
            return all.toString();
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(SecretsTest::contents).orElse("");
        }
        if (value instanceof Map<?, ?> map) {
            return contents(map.keySet()) + contents(map.values());
        }
        if (value instanceof Secret secret) {
            return secret.reveal();
        }
        return value instanceof Record record ? components(record) : String.valueOf(value);
    }

    private static String components(Record record) {
        StringBuilder all = new StringBuilder();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                all.append(contents(component.getAccessor().invoke(record))).append('\n');
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        return all.toString();
    }

    /** Writes everything down, stack traces included. */
    private static final class Recorder extends Handler {

        private final PrintWriter out;

        Recorder(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void publish(LogRecord entry) {
            out.println(entry.getLevel() + " " + entry.getMessage());
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(out);
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            out.close();
        }
    }
}
