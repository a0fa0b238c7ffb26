// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ClosedLoop;
import io.symbolon.oauth.quality.benchmarks.load.Connection;
import io.symbolon.oauth.quality.benchmarks.load.Exchange;
import io.symbolon.oauth.quality.benchmarks.load.Expected;
import io.symbolon.oauth.quality.benchmarks.load.FormPost;
import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.BareServer;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.benchmarks.server.Signing;
import io.symbolon.oauth.quality.benchmarks.server.SubjectServer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A server in a process of its own, on a heap of 2 GiB, and the requests that it can be asked. */
final class Rig implements AutoCloseable {

    static final List<String> HEAP = List.of("-Xms2g", "-Xmx2g");

    /** How every token response ends. */
    static final String GRANTED = ",\"scope\":\"photos.read\"}";

    private static final String TOKEN_FORM = "grant_type=client_credentials&scope=photos.read";

    private final ServerProcess process;

    private Rig(ServerProcess process) {
        this.process = process;
    }

    /** The authorization server, with some tokens in its store. */
    static Rig subject(int storedTokens) {
        return new Rig(ServerProcess.start(HEAP, SubjectServer.class, Integer.toString(storedTokens)));
    }

    /** The authorization server, whose JWTs are signed like this. */
    static Rig signing(String algorithm, Signing signing) {
        return new Rig(ServerProcess.start(HEAP, SubjectServer.class, "0", algorithm, signing.name()));
    }

    /** The bare servlet. */
    static Rig bare() {
        return new Rig(ServerProcess.start(HEAP, BareServer.class));
    }

    /** Asks for the bare servlet's fixed answer; sends what a client sends that wants a token. */
    ClosedLoop fixedAnswers() {
        byte[] request = tokenRequest(Registered.OPAQUE_CLIENT);
        return new ClosedLoop(process, List.of(new Exchange(request, Expected.exactly(ask(request)))));
    }

    /** Asks for token after token. */
    ClosedLoop tokens(String client, Expected fresh) {
        return new ClosedLoop(process, List.of(new Exchange(tokenRequest(client), fresh)));
    }

    /** Asks about tokens, in turn. */
    ClosedLoop introspections(List<String> tokens) {
        return new ClosedLoop(process, tokens.stream().map(this::introspection).toList());
    }

    /** Whether the server says that the token is valid. */
    boolean isActive(String token) {
        byte[] answer = ask(introspectionRequest(token));
        return new String(answer, StandardCharsets.UTF_8).startsWith("{\"active\":true,");
    }

    static byte[] tokenRequest(String client) {
        return FormPost.bytes("/token", client, Registered.SECRET, TOKEN_FORM);
    }

    private static byte[] introspectionRequest(String token) {
        return FormPost.bytes("/introspect", Registered.RESOURCE_SERVER, Registered.SECRET, "token=" + token);
    }

    private Exchange introspection(String token) {
        if (!isActive(token)) {
            throw new IllegalStateException("a stored token is not valid");
        }
        byte[] request = introspectionRequest(token);
        return new Exchange(request, Expected.exactly(ask(request)));
    }

    private byte[] ask(byte[] request) {
        try (Connection connection = Connection.open(process.port())) {
            return connection.ask(request);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
