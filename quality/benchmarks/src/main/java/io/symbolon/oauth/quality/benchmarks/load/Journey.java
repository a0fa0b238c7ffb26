// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A browser that is logged in goes for a code with PKCE (RFC 6749 §4.1, RFC 7636), however many pages that takes; its client
 * redeems the code, and refreshes the tokens once. All of that is one piece of work.
 */
public final class Journey implements Conversation {

    /** Where the code goes. */
    public static final String REDIRECT_URI = "http://127.0.0.1:9/cb";

    private static final String ENCODED_REDIRECT_URI = "http%3A%2F%2F127.0.0.1%3A9%2Fcb";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int MOST_PAGES = 8;
    private static final int VERIFIER_BYTES = 32;
    private static final List<Pkce> PAIRS =
            Stream.generate(Pkce::fresh).limit(1024).toList();

    private final String authorizePath;
    private final String tokenPath;
    private final String clientId;
    private final String secret;
    private final Map<String, String> cookies = new TreeMap<>();

    private Step step = Step.PAGE;
    private int pages;
    private int journeys = ThreadLocalRandom.current().nextInt(PAIRS.size());
    private String verifier = "";
    private String target = "";
    private String given = "";

    private enum Step {
        PAGE,
        REDEMPTION,
        REFRESH
    }

    public Journey(String authorizePath, String tokenPath, String clientId, String secret) {
        this.authorizePath = authorizePath;
        this.tokenPath = tokenPath;
        this.clientId = clientId;
        this.secret = secret;
        setOut();
    }

    private void setOut() {
        Pkce pair = PAIRS.get(journeys++ % PAIRS.size());
        verifier = pair.verifier();
        target = authorizePath + "?response_type=code&scope=photos.read&state=s-1&client_id=" + clientId
                + "&redirect_uri=" + ENCODED_REDIRECT_URI + "&code_challenge_method=S256&code_challenge="
                + pair.challenge();
        pages = 0;
        step = Step.PAGE;
    }

    @Override
    public byte[] next() {
        return switch (step) {
            case PAGE -> page();
            case REDEMPTION ->
                post("grant_type=authorization_code&redirect_uri=" + ENCODED_REDIRECT_URI + "&code_verifier=" + verifier
                        + "&code=" + given);
            case REFRESH -> post("grant_type=refresh_token&refresh_token=" + given);
        };
    }

    private byte[] page() {
        StringBuilder request = new StringBuilder(512)
                .append("GET ")
                .append(target)
                .append(" HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n");
        if (!cookies.isEmpty()) {
            String all = cookies.toString().replace(", ", "; ");
            request.append("Cookie: ").append(all, 1, all.length() - 1).append("\r\n");
        }
        return request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] post(String form) {
        return FormPost.bytes(tokenPath, clientId, secret, form);
    }

    @Override
    public boolean hear(Connection answered) {
        switch (step) {
            case PAGE -> hearPage(answered);
            case REDEMPTION -> {
                given = refreshToken(answered);
                step = Step.REFRESH;
            }
            case REFRESH -> {
                answered.require(!refreshToken(answered).equals(given));
                setOut();
                return true;
            }
        }
        return false;
    }

    private void hearPage(Connection answered) {
        answered.headers("Set-Cookie").forEach(this::keep);
        String location = answered.headers("Location").stream().findFirst().orElse("");
        answered.require(!location.isEmpty() && ++pages < MOST_PAGES);
        if (location.startsWith(REDIRECT_URI)) {
            answered.require(location.contains("state=s-1"));
            given = between(location + "&", "code=", "&", answered);
            step = Step.REDEMPTION;
        } else {
            target = location.replaceFirst("^https?://[^/]*", "");
        }
    }

    private void keep(String cookie) {
        int equals = cookie.indexOf('=');
        int end = cookie.indexOf(';');
        cookies.put(cookie.substring(0, equals), cookie.substring(equals + 1, end < 0 ? cookie.length() : end));
    }

    private static String refreshToken(Connection answered) {
        answered.require(answered.status() == 200);
        String body = new String(answered.body(), StandardCharsets.UTF_8);
        return between(body, "\"refresh_token\":\"", "\"", answered);
    }

    private static String between(String text, String mark, String end, Connection answered) {
        int from = text.indexOf(mark);
        answered.require(from >= 0);
        int to = text.indexOf(end, from + mark.length());
        answered.require(to >= 0);
        return text.substring(from + mark.length(), to);
    }

    /** A code verifier and its challenge. They are made before anything is measured, since the processors are the server's. */
    private record Pkce(String verifier, String challenge) {

        private static final SecureRandom RANDOM = new SecureRandom();

        static Pkce fresh() {
            byte[] bytes = new byte[VERIFIER_BYTES];
            RANDOM.nextBytes(bytes);
            String verifier = BASE64.encodeToString(bytes);
            return new Pkce(verifier, BASE64.encodeToString(sha256(verifier)));
        }

        private static byte[] sha256(String text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
