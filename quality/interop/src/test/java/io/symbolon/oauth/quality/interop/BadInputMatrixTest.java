// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.internal.engine.Engine;
import io.symbolon.oauth.core.settings.ThrottleSettings;
import io.symbolon.oauth.quality.interop.RightRequests.RightRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parameter of every endpoint, and the two headers that each reads, damaged in every way, over real HTTP. The rows
 * come from the endpoints that are installed; a new parameter is in the matrix as soon as it is declared.
 */
@Tag("security-case-81")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputMatrixTest {

    /** What is wrong where, and what the answer must be. */
    record Row(Endpoint endpoint, String field, boolean header, Damage damage, String expected) {

        @Override
        public String toString() {
            return endpoint.path() + " " + field + " " + damage + ": " + expected;
        }
    }

    private final WatchedWrites writes = new WatchedWrites();
    private final List<OAuthEvent> failures = new CopyOnWriteArrayList<>();
    private final ExpectedAnswers expectations = new ExpectedAnswers();
    private PhotoApplication application;
    private RightRequests rightRequests;

    @BeforeAll
    void start() {
        application = PhotoApplication.start(
                settings -> settings.signingAlgorithms("ES256")
                        .throttle(new ThrottleSettings(1000, Duration.ofMillis(1), Duration.ofMillis(1), 1000)),
                server -> server.storage(writes.module())
                        .client(RightRequests.POSTING_API)
                        .listener(event -> {
                            if (event instanceof OAuthEvent.ServerFailed) {
                                failures.add(event);
                            }
                        }));
        rightRequests = new RightRequests(application);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void isAsLargeAsTheServerHasParameters() {
        List<Row> rows = rows().toList();
        long parameters = rows.stream().filter(row -> !row.header()).count();

        System.out.println("bad input matrix: " + rows.size() + " rows, " + parameters + " of them for parameters");

        assertThat(parameters).isEqualTo(572);
        assertThat(rows).hasSize(770);
        assertThat(expectations.unused()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void acceptsWhatIsRight(Row row) throws IOException {
        RawAnswer answer =
                rightRequests.of(row.endpoint().path(), row.field()).request().send(application.port());

        assertThat(isAccepted(answer)).as(answer.text()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAsTheTableSays(Row row) throws IOException {
        RightRequest right = rightRequests.of(row.endpoint().path(), row.field());
        damage(row, right.request());
        List<String> before = writes.calls();

        RawAnswer answer = right.request().send(application.port());

        List<String> after = writes.calls();
        assertThat(answer.text()).doesNotContain(Damage.MARKER);
        assertThat(answer.text()).doesNotContain("Exception", "\tat ", "io.symbolon", "org.eclipse");
        assertThat(failures).isEmpty();
        if (row.expected().equals("accepted")) {
            assertThat(isAccepted(answer)).as(answer.text()).isTrue();
            return;
        }
        assertThat(described(answer)).as(answer.text()).isEqualTo(row.expected());
        assertThat(after).isEqualTo(before);
        assertThat(right.intact().getAsBoolean()).isTrue();
    }

    private static void damage(Row row, RawRequest request) {
        if (row.header()) {
            row.damage().harm(request, row.field(), RightRequests.header(row.field()));
        } else {
            String value = RightRequests.value(row.field(), request);
            row.damage().harm(request, row.field(), value, row.endpoint().methods());
        }
    }

    private static boolean isAccepted(RawAnswer answer) {
        return answer.status() == 200
                || (answer.status() == 303
                        && (answer.header("Location").contains("/login?interaction=")
                                || answer.header("Location").contains("code=")));
    }

    /** The answer in the words of the table; whatever an answer of the server must have besides is looked at here too. */
    private static String described(RawAnswer answer) {
        if (answer.isCutOff() || answer.header("X-Content-Type-Options").isEmpty()) {
            return answer.isCutOff() || (answer.status() >= 400 && answer.status() < 500)
                    ? "container"
                    : "container " + answer.status();
        }
        assertThat(answer.header("Cache-Control")).as(answer.text()).isEqualTo("no-store");
        assertThat(answer.header("Symbolon-Reference")).as(answer.text()).isNotEmpty();
        if (answer.status() == 303) {
            String location = answer.header("Location");
            assertThat(location).startsWith(PhotoApplication.REDIRECT_URI + "?");
            return "client " + query(location).get("error");
        }
        if (answer.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("text/html")) {
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            return "page " + answer.status();
        }
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("WWW-Authenticate").isEmpty()).isEqualTo(answer.status() != 401);
        assertThat(answer.header("Allow").isEmpty()).isEqualTo(answer.status() != 405);
        return answer.status() + " " + answer.body().replaceFirst("(?s)^.*\"error\":\"([a-z_]+)\".*$", "$1");
    }

    private static Map<String, String> query(String uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : uri.substring(uri.indexOf('?') + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    Stream<Row> rows() {
        return application.server().part(Engine.class).endpoints().stream().flatMap(this::rows);
    }

    /** One row for each field. */
    Stream<Row> fields() {
        return rows().filter(row -> row.damage() == Damage.ABSENT);
    }

    private Stream<Row> rows(Endpoint endpoint) {
        boolean client = endpoint.clientAuthentication() != Endpoint.ClientAuthentication.NOT_ASKED;
        Set<String> names = client ? Set.of(endpoint.path(), "CLIENT") : Set.of(endpoint.path());
        boolean inHead = endpoint.methods().contains("GET");
        List<Row> rows = new ArrayList<>();
        for (Damage damage : Damage.values()) {
            if (damage.concernsParameter(endpoint.methods())) {
                parameters(endpoint).forEach((name, occurrence) -> {
                    String expected = expectations.forParameter(names, Set.of(name, occurrence), damage, inHead);
                    rows.add(new Row(endpoint, name, false, damage, expected));
                });
            }
            if (damage.concernsHeader()) {
                for (String header : List.of("Authorization", "Content-Type")) {
                    rows.add(new Row(endpoint, header, true, damage, expectations.forHeader(names, header, damage)));
                }
            }
        }
        return rows.stream();
    }

    /** How often each parameter occurs, by name; those that authenticate a client too, where one is authenticated. */
    private Map<String, String> parameters(Endpoint endpoint) {
        List<Parameter<?>> all = new ArrayList<>(endpoint.parameters());
        all.addAll(endpoint.furtherParameters());
        if (endpoint.clientAuthentication() != Endpoint.ClientAuthentication.NOT_ASKED) {
            Key<Set<ClientAuthenticator>> methods = Key.get(new TypeLiteral<>() {});
            application
                    .server()
                    .part(Injector.class)
                    .getInstance(methods)
                    .forEach(method -> all.addAll(method.parameters()));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        all.forEach(parameter ->
                parameters.put(parameter.name(), parameter.occurrence().name().toLowerCase(Locale.ROOT)));
        return parameters;
    }
}
