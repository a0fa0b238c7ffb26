// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A browser that is logged in goes for a code with PKCE (RFC 6749 §4.1, RFC 7636), however many pages that takes; its client
 * redeems the code, and refreshes the tokens once.
 */
public final class Journeys implements Crowd.Work {

    /** Where the code goes. */
    public static final String REDIRECT_URI = "http://127.0.0.1:9/cb";

    private static final String ENCODED_REDIRECT_URI = "http%3A%2F%2F127.0.0.1%3A9%2Fcb";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int MOST_PAGES = 8;
    private static final int VERIFIER_BYTES = 32;

    private final Visitor browser;
    private final Visitor client;
    private final String authorizePath;
    private final String tokenPath;
    private final String clientId;
    private final String secret;
    private final SecureRandom random = new SecureRandom();

    public Journeys(int port, String authorizePath, String tokenPath, String clientId, String secret) {
        this.browser = Visitor.to(port);
        this.client = Visitor.to(port);
        this.authorizePath = authorizePath;
        this.tokenPath = tokenPath;
        this.clientId = clientId;
        this.secret = secret;
    }

    @Override
    public int once() {
        byte[] bytes = new byte[VERIFIER_BYTES];
        random.nextBytes(bytes);
        String verifier = BASE64.encodeToString(bytes);
        Visitor.Answer tokens = post("grant_type=authorization_code&redirect_uri=" + ENCODED_REDIRECT_URI
                + "&code_verifier=" + verifier + "&code=" + code(verifier));
        Visitor.Answer refreshed = post("grant_type=refresh_token&refresh_token=" + refreshToken(tokens));
        if (refreshToken(refreshed).equals(refreshToken(tokens))) {
            throw new IllegalStateException("the refresh token was not rotated");
        }
        return 1;
    }

    private String code(String verifier) {
        String target = authorizePath + "?response_type=code&scope=photos.read&state=s-1&client_id=" + clientId
                + "&redirect_uri=" + ENCODED_REDIRECT_URI + "&code_challenge_method=S256&code_challenge="
                + BASE64.encodeToString(sha256(verifier));
        Visitor.Answer answer = browser.open(target);
        for (int page = 1; page < MOST_PAGES && !answer.leadsTo(REDIRECT_URI); page++) {
            if (answer.location().isEmpty()) {
                throw new IllegalStateException("not the expected answer: " + answer);
            }
            answer = browser.open(answer.location().replaceFirst("^https?://[^/]*", ""));
        }
        return answer.parameter("code");
    }

    private static String refreshToken(Visitor.Answer tokens) {
        return tokens.between("\"refresh_token\":\"", "\"");
    }

    private Visitor.Answer post(String form) {
        Visitor.Answer answer = client.ask(FormPost.bytes(tokenPath, clientId, secret, form));
        if (answer.status() != 200) {
            throw new IllegalStateException("not the expected answer: " + answer);
        }
        return answer;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        browser.close();
        client.close();
    }
}
