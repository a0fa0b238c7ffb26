// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/**
 * Starts the album, asks it for what people ask for first, and stops it. {@code ./quickstart} has a JVM do this once after each
 * build, and keep the classes that it took in an archive (JEP 350), from which later starts map them.
 */
final class Rehearsal {

    private Rehearsal() {}

    /** Once without state, and once with the state that these flags of {@link Arguments} say. */
    public static void main(String[] args) throws IOException {
        Quickstart.prepareLibraries();
        rehearse("--memory", "--port", "0");
        if (args.length > 0) {
            rehearse(args);
        }
    }

    private static void rehearse(String... words) throws IOException {
        try (RunningAlbum album = RunningAlbum.start(Arguments.parse(words), InstantSource.system())) {
            String origin = "http://127.0.0.1:" + album.port();
            for (String page : List.of("/", DemoServlet.PATH, "/.well-known/oauth-authorization-server/oauth")) {
                requireFound(connect(origin + page));
            }
            requireFound(tokenRequest(origin + "/oauth/token", Demo.ROBOT_ID, Demo.ROBOT_SECRET));
        }
    }

    private static HttpURLConnection tokenRequest(String endpoint, String client, Secret secret) throws IOException {
        HttpURLConnection connection = connect(endpoint);
        byte[] credentials = (client + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
        connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        connection.setDoOutput(true);
        connection.getOutputStream().write("grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII));
        return connection;
    }

    private static HttpURLConnection connect(String uri) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(uri).toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static void requireFound(HttpURLConnection asked) throws IOException {
        if (asked.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
            throw new IOException(asked.getURL() + " answered " + asked.getResponseCode());
        }
        try (InputStream answer = asked.getInputStream()) {
            answer.readAllBytes();
        }
    }
}
