// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

/** Client credentials (RFC 6749 §4.4): each time another token. */
public final class TokenRequests implements Crowd.Work {

    private final Visitor client;
    private final byte[] request;
    private final StringBuilder last = new StringBuilder();

    public TokenRequests(int port, String path, String clientId, String secret) {
        this.client = Visitor.to(port);
        this.request = FormPost.bytes(path, clientId, secret, "grant_type=client_credentials&scope=photos.read");
    }

    @Override
    public int once() {
        Visitor.Answer answer = client.ask(request);
        String token = answer.between("\"access_token\":\"", "\"");
        if (answer.status() != 200 || token.contentEquals(last)) {
            throw new IllegalStateException("not the expected answer: " + answer);
        }
        last.setLength(0);
        last.append(token);
        return 1;
    }

    @Override
    public void close() {
        client.close();
    }
}
