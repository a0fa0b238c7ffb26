// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The album's API over HTTP, with tokens of the server beside it. */
class PhotosApiTest {

    private static final RunningAlbum ALBUM =
            RunningAlbum.start(Arguments.parse("--port", "0", "--memory"), InstantSource.system());

    private final Visitor robot = new Visitor(ALBUM);

    @AfterAll
    static void stop() {
        ALBUM.close();
    }

    @Test
    void keepsWhatIsAdded() {
        String token = token("photos.read photos.write");

        Visitor.Seen added = post(token, "application/json", "{\"title\":\"A lake\"}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(Visitor.member(added, "title")).isEqualTo("A lake");
        assertThat(get(token).body()).contains("\"title\":\"A lake\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/plain        | {"title":"A pond"}
                    application/json  | {"title":"A pond"
                    application/json  | {"title":["A pond"]}
                    application/json  | ["A pond"]
                    application/json  | {}
                    application/json  | {"title":" "}
                    """)
    void refusesWhatIsNoPhoto(String contentType, String body) {
        String token = token("photos.read photos.write");

        Visitor.Seen refused = post(token, contentType, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(Visitor.member(refused, "error")).isNotEmpty();
        assertThat(get(token).body()).doesNotContain("A pond");
    }

    @Test
    void refusesABodyThatIsTooLong() {
        String token = token("photos.write");

        Visitor.Seen refused = post(token, "application/json", "{\"title\":\"A pond\"}" + " ".repeat(5000));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Nested
    @DisplayName("RFC 6750 §3 the answer to a request without a good token")
    class Rfc6750Section3 {

        @Test
        void asksForATokenWhereThereIsNone() {
            Visitor.Seen refused = robot.get("/api/photos");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer ");
        }

        @Test
        void refusesATokenThatIsNone() {
            Visitor.Seen refused = PhotosApiTest.this.get("nonsense");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }

        @Test
        void refusesToAddForWhoMayOnlyRead() {
            String token = token("photos.read");

            Visitor.Seen refused = post(token, "application/json", "{\"title\":\"A pond\"}");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
            assertThat(PhotosApiTest.this.get(token).body()).doesNotContain("A pond");
        }
    }

    private String token(String scope) {
        Visitor.Seen answer = robot.token(
                Demo.ROBOT_ID, Demo.ROBOT_SECRET.reveal(), Map.of("grant_type", "client_credentials", "scope", scope));
        return Visitor.member(answer, "access_token");
    }

    private Visitor.Seen get(String token) {
        return robot.send(request(token));
    }

    private Visitor.Seen post(String token, String contentType, String body) {
        return robot.send(
                request(token).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ALBUM.port() + "/api/photos"))
                .header("Authorization", "Bearer " + token);
    }
}
