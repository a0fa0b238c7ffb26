// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.JwksUri;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches over real sockets, with and without TLS, from servers that mean well and others. */
@Timeout(60)
final class GuardedFetchTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String DOCUMENT = "{\"keys\":[]}";

    private static byte[] fetch(RawServer server, Duration timeout) throws IOException {
        return GuardedFetch.ofPlatform(timeout, true)
                .fetch(new JwksUri("http://127.0.0.1:" + server.port() + "/keys?v=1"));
    }

    private static void assertRefused(String answer, String why) {
        try (RawServer server = RawServer.plain(RawServer.text(answer))) {
            assertThatThrownBy(() -> fetch(server, LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(why);
        }
    }

    @Nested
    @DisplayName("RFC 9112: a small document")
    class Reading {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    OK + "Content-Length: 11\r\n\r\n" + DOCUMENT + "more",
                    OK + "Transfer-Encoding: chunked\r\n\r\n4;x=y\r\n{\"ke\r\n7\r\nys\":[]}\r\n0\r\n\r\n",
                    OK + "Content-Type: application/json\r\n\r\n" + DOCUMENT,
                    "HTTP/1.0 200 OK\nContent-Length: 11\n\n" + DOCUMENT
                })
        void isReadHoweverItIsFramed(String answer) throws IOException {
            try (RawServer server = RawServer.plain(RawServer.text(answer))) {
                assertThat(fetch(server, LONG)).asString(StandardCharsets.UTF_8).isEqualTo(DOCUMENT);
                assertThat(server.requests)
                        .singleElement()
                        .asString()
                        .startsWith("GET /keys?v=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "HTTP/1.1 ",
                    "nonsense\r\n\r\n",
                    OK,
                    OK + "Content-Length: 11\r\n\r\n{",
                    OK + "no colon\r\n\r\n",
                    OK + "Content-Length: x\r\n\r\n",
                    OK + "Content-Length: -1\r\n\r\n",
                    OK + "Transfer-Encoding: chunked\r\n\r\n-4\r\n",
                    OK + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n"
                })
        void isNotMadeOfABrokenAnswer(String answer) {
            assertRefused(answer, "the answer");
        }

        @ParameterizedTest
        @ValueSource(strings = {"404", "500", "204"})
        void isNotMadeOfAnError(String status) {
            assertRefused("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n", "the status " + status);
        }
    }

    @Nested
    @DisplayName("an answer without bound")
    @Tag("security-case-72")
    class Bounds {

        @Test
        void isNotReadWhereItSaysSo() {
            assertRefused(OK + "Content-Length: 65537\r\n\r\n", "too large");
        }

        @Test
        void isNotReadInOneChunk() {
            assertRefused(OK + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n", "too large");
        }

        @Test
        void isNotReadInManyChunks() {
            String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";

            assertRefused(OK + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5), "too large");
        }

        @Test
        void isNotReadToTheEnd() {
            assertRefused(OK + "\r\n" + "x".repeat(70_000), "too large");
        }

        @Test
        void isNotReadIntoOneLine() {
            assertRefused("x".repeat(9000), "an endless line");
        }

        @Test
        void isNotReadIntoEverMoreHeaders() {
            StringBuilder headers = new StringBuilder(OK);
            for (int i = 0; i < 101; i++) {
                headers.append("X-").append(i).append(": y\r\n");
            }

            assertRefused(headers.toString(), "too many");
        }

        @Test
        @Tag("security-case-73")
        void isNotWaitedForByteByByte() {
            try (RawServer server = RawServer.plain(out -> {
                while (true) {
                    out.write('x');
                    out.flush();
                    LockSupport.parkNanos(20_000_000);
                }
            })) {
                assertThatThrownBy(() -> fetch(server, SHORT)).isInstanceOf(IOException.class);
            }
        }

        @Test
        void isNotWaitedForInSilence() {
            CountDownLatch over = new CountDownLatch(1);
            try (RawServer server = RawServer.plain(out -> await(over))) {
                assertThatThrownBy(() -> fetch(server, SHORT)).isInstanceOf(IOException.class);
            } finally {
                over.countDown();
            }
        }

        private void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nested
    @DisplayName("an address inside")
    @Tag("security-case-71")
    @Tag("security-case-72")
    class Inside {

        private final AtomicInteger looks = new AtomicInteger();

        private GuardedFetch resolving(boolean loopbackAllowed, String... addresses) {
            return new GuardedFetch(
                    host -> {
                        looks.incrementAndGet();
                        return addresses(addresses);
                    },
                    () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    SHORT,
                    loopbackAllowed);
        }

        private InetAddress[] addresses(String... texts) throws UnknownHostException {
            InetAddress[] all = new InetAddress[texts.length];
            for (int i = 0; i < texts.length; i++) {
                all[i] = InetAddress.getByName(texts[i]);
            }
            return all;
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "127.0.0.1",
                    "10.0.0.1",
                    "169.254.169.254",
                    "192.168.1.1",
                    "::1",
                    "fe80::1",
                    "fc00::1",
                    "0.0.0.0"
                })
        void isNotConnectedTo(String address) {
            assertThatThrownBy(() -> resolving(false, address).fetch(new JwksUri("https://keys.example/")))
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("not public");
        }

        @Test
        void isNotConnectedToWhereItHidesAmongOthers() {
            assertThatThrownBy(
                            () -> resolving(false, "1.1.1.1", "10.0.0.1").fetch(new JwksUri("https://keys.example/")))
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("not public");
        }

        @Test
        void isNotConnectedToWhereItIsWrittenInNumbers() {
            try (RawServer server = RawServer.plain(RawServer.text(OK + "\r\n" + DOCUMENT))) {
                for (String host : new String[] {"127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f000001"}) {
                    assertThatThrownBy(() -> GuardedFetch.ofPlatform(SHORT, false)
                                    .fetch(new JwksUri("https://" + host + ":" + server.port() + "/")))
                            .as(host)
                            .isInstanceOf(IOException.class);
                }
                assertThat(server.requests).isEmpty();
            }
        }

        @Test
        void isNotConnectedToWithoutTls() {
            assertThatThrownBy(() -> resolving(false, "127.0.0.1").fetch(new JwksUri("http://127.0.0.1/")))
                    .hasMessageContaining("only https");
        }

        @Test
        void isNotConnectedToUnlessItIsTheLoopbackThatIsAllowed() {
            assertThatThrownBy(() -> resolving(true, "10.0.0.1").fetch(new JwksUri("https://keys.example/")))
                    .hasMessageContaining("not public");
            assertThatThrownBy(() -> resolving(true, "1.1.1.1").fetch(new JwksUri("http://localhost/")))
                    .hasMessageContaining("not public");
        }

        @Test
        @DisplayName("gains nothing by a name that resolves differently the next moment")
        void isNotReachedByRebinding() throws IOException {
            AtomicInteger asked = new AtomicInteger();
            try (RawServer server = RawServer.plain(RawServer.text(OK + "\r\n" + DOCUMENT))) {
                GuardedFetch fetch = new GuardedFetch(
                        host -> addresses(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1"),
                        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        LONG,
                        true);

                fetch.fetch(new JwksUri("http://localhost:" + server.port() + "/"));

                assertThat(asked).hasValue(1);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"301", "302", "303", "307", "308"})
        void isNotReachedByARedirect(String status) {
            try (RawServer inside = RawServer.plain(RawServer.text(OK + "\r\n" + DOCUMENT));
                    RawServer server = RawServer.plain(RawServer.text("HTTP/1.1 " + status
                            + " Elsewhere\r\nLocation: http://127.0.0.1:" + inside.port() + "/\r\n\r\n"))) {
                assertThatThrownBy(() -> fetch(server, LONG)).hasMessageContaining("the status " + status);
                assertThat(inside.requests).isEmpty();
            }
        }
    }

    @Nested
    @DisplayName("RFC 9110 §4.3.4: a certificate")
    @Tag("security-case-75")
    class Certificates {

        private static final char[] PASSWORD = "changeit".toCharArray();

        @TempDir
        Path folder;

        @Test
        void isThatOfTheName() throws Exception {
            KeyStore keys = keysOf("keys.example");
            try (RawServer server = serving(keys)) {
                assertThat(fetching(keys).fetch(new JwksUri("https://keys.example:" + server.port() + "/")))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(DOCUMENT);
            }
        }

        @Test
        void ofAnotherNameIsRefused() throws Exception {
            KeyStore keys = keysOf("other.example");
            try (RawServer server = serving(keys)) {
                assertThatThrownBy(
                                () -> fetching(keys).fetch(new JwksUri("https://keys.example:" + server.port() + "/")))
                        .isInstanceOf(SSLException.class);
                assertThat(server.requests).allMatch(String::isEmpty);
            }
        }

        @Test
        void ofNobodyKnownIsRefused() throws Exception {
            try (RawServer server = serving(keysOf("localhost"))) {
                assertThatThrownBy(() -> GuardedFetch.ofPlatform(LONG, true)
                                .fetch(new JwksUri("https://localhost:" + server.port() + "/")))
                        .isInstanceOf(SSLException.class);
            }
        }

        private RawServer serving(KeyStore keys) throws GeneralSecurityException {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return RawServer.of(context.getServerSocketFactory(), RawServer.text(OK + "\r\n" + DOCUMENT));
        }

        private GuardedFetch fetching(KeyStore trusted) throws GeneralSecurityException {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return new GuardedFetch(
                    host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                    context::getSocketFactory,
                    LONG,
                    true);
        }

        /** A key with its own certificate, which is also what is trusted. */
        private KeyStore keysOf(String name) throws Exception {
            Path file = folder.resolve("keys.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-J-Duser.language=en",
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-alias",
                            "server",
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "san=dns:" + name,
                            "-storepass",
                            new String(PASSWORD),
                            "-keystore",
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(said).isZero();
            KeyStore own = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                own.load(in, PASSWORD);
            }
            own.setCertificateEntry("trusted", own.getCertificate("server"));
            return own;
        }
    }
}
