// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedding that the README shows works: login, consent, tokens, API. */
class PhotoServerTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String BASIC = "Basic "
            + Base64.getEncoder()
                    .encodeToString(
                            "printer:the-printer's-own-secret-of-43-characters-!".getBytes(StandardCharsets.UTF_8));

    private final Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final HttpClient http = HttpClient.newHttpClient();
    private String cookie = "";

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addEventListener(new PhotoServer());
        jetty.setHandler(context);
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
    }

    @Test
    void letsAClientReadAlicesPhotos() throws Exception {
        HttpResponse<String> parked = get("/oauth/authorize?response_type=code&client_id=printer&scope=photos.read"
                + "&code_challenge_method=S256&code_challenge=" + CHALLENGE);
        cookie = parked.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        HttpResponse<String> consent = get(location(get(location(parked))));
        HttpResponse<String> approved = post(
                "/oauth/authorize/consent",
                "decision=approve&interaction=" + field(consent, "interaction") + "&csrf_token="
                        + field(consent, "csrf_token"));
        String code = location(approved).split("code=", 2)[1].split("&", 2)[0];

        HttpResponse<String> tokens =
                post("/oauth/token", "grant_type=authorization_code&code=" + code + "&code_verifier=" + VERIFIER);

        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        String accessToken = tokens.body().split("\"access_token\":\"", 2)[1].split("\"", 2)[0];
        assertThat(send(request("/api/photos").header("Authorization", "Bearer " + accessToken))
                        .body())
                .isEqualTo("photos of alice");
        assertThat(get("/api/photos").statusCode()).isEqualTo(401);
    }

    private static String field(HttpResponse<String> page, String name) {
        return page.body().split("name=\"" + name + "\" value=\"", 2)[1].split("\"", 2)[0];
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow(() -> new AssertionError(response.body()));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", BASIC)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
