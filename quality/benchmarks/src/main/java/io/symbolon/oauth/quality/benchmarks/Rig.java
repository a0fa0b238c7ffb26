// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.Asking;
import io.symbolon.oauth.quality.benchmarks.load.ClosedLoop;
import io.symbolon.oauth.quality.benchmarks.load.Connection;
import io.symbolon.oauth.quality.benchmarks.load.Conversation;
import io.symbolon.oauth.quality.benchmarks.load.Expected;
import io.symbolon.oauth.quality.benchmarks.load.FormPost;
import io.symbolon.oauth.quality.benchmarks.load.Journey;
import io.symbolon.oauth.quality.benchmarks.load.OpenLoop;
import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.load.Talking;
import io.symbolon.oauth.quality.benchmarks.server.BareJourneys;
import io.symbolon.oauth.quality.benchmarks.server.BareServer;
import io.symbolon.oauth.quality.benchmarks.server.DatabaseServer;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.benchmarks.server.Signing;
import io.symbolon.oauth.quality.benchmarks.server.SubjectServer;
import io.symbolon.oauth.quality.databases.Database;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** A server in a process of its own, on a heap of 2 GiB that it has from the start, and the requests that it can be asked. */
final class Rig implements AutoCloseable {

    static final List<String> HEAP = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

    private static final String TOKEN_FORM = "grant_type=client_credentials&scope=photos.read";

    private final ServerProcess process;
    private final Server server;

    Rig(ServerProcess process, Server server) {
        this.process = process;
        this.server = server;
    }

    /** The authorization server, with some tokens in its store. */
    static Rig subject(int storedTokens) {
        return new Rig(ServerProcess.start(HEAP, SubjectServer.class, Integer.toString(storedTokens)), Server.OURS);
    }

    /** The authorization server, whose JWTs are signed like this. */
    static Rig signing(String algorithm, Signing signing) {
        return new Rig(ServerProcess.start(HEAP, SubjectServer.class, "0", algorithm, signing.name()), Server.OURS);
    }

    /** The authorization server, with everything on this database. */
    static Rig on(Database database) {
        return new Rig(
                ServerProcess.start(HEAP, DatabaseServer.class, database.url(), database.user(), database.password()),
                Server.OURS);
    }

    /** The bare servlet. */
    static Rig bare() {
        return new Rig(ServerProcess.start(HEAP, BareServer.class), Server.OURS);
    }

    /** A bare servlet that answers whole journeys. */
    static Rig bareJourneys() {
        return new Rig(ServerProcess.start(HEAP, BareJourneys.class), Server.OURS);
    }

    /** Spring Authorization Server, with everything in memory; empty if it was not built or is not wanted. */
    static Optional<Rig> spring(Plan plan) {
        return SpringPeer.start(plan).map(process -> new Rig(process, Server.SPRING));
    }

    /** Spring Authorization Server, whose tokens are JWTs; empty if it was not built or is not wanted. */
    static Optional<Rig> springSigning(Plan plan, String algorithm) {
        return SpringPeer.signing(plan, algorithm).map(process -> new Rig(process, Server.SPRING));
    }

    /** Spring Authorization Server, with everything on this database; empty if it was not built or is not wanted. */
    static Optional<Rig> spring(Plan plan, Database database) {
        return SpringPeer.start(plan, database).map(process -> new Rig(process, Server.SPRING));
    }

    /** Asks for the bare servlet's fixed answer; sends what a client sends that wants a token. */
    ClosedLoop fixedAnswers() {
        return loop(fixedAnswer());
    }

    /** Asks for token after token. */
    ClosedLoop tokens(String client) {
        return tokens(client, freshToken());
    }

    /** Asks for token after token. */
    ClosedLoop tokens(String client, Expected.FreshToken fresh) {
        return loop(token(client, fresh));
    }

    /** Asks for token after token over so many connections. */
    ClosedLoop tokens(String client, int connections) {
        List<Asking.Question> question = token(client, freshToken());
        return new ClosedLoop(process, connections, number -> new Asking(question, 0));
    }

    /** Asks about tokens, in turn. */
    ClosedLoop introspections(List<String> tokens) {
        return loop(tokens.stream().map(this::introspection).toList());
    }

    /** Goes on journeys. */
    ClosedLoop journeys() {
        return journeys(ClosedLoop.CONNECTIONS);
    }

    /** Goes on journeys over so many connections. */
    ClosedLoop journeys(int connections) {
        return new ClosedLoop(process, connections, number -> journey());
    }

    /** Asks for the bare servlet's fixed answer, at some rate. */
    OpenLoop fixedAnswersAtRate() {
        List<Asking.Question> question = fixedAnswer();
        return new OpenLoop(() -> new Talking(process.port(), new Asking(question, 0)));
    }

    /** Asks for tokens, at some rate. */
    OpenLoop tokensAtRate(String client) {
        return new OpenLoop(() -> new Talking(process.port(), new Asking(token(client, freshToken()), 0)));
    }

    /** What a token response must be. */
    Expected.FreshToken freshToken() {
        return new Expected.FreshToken(server.afterToken());
    }

    /** The access token of a response to the opaque client. */
    String oneToken() {
        Expected.FreshToken answer = freshToken();
        byte[] body = ask(tokenRequest(Registered.OPAQUE_CLIENT));
        if (!answer.matches(body, 0, body.length)) {
            throw new IllegalStateException("not the expected answer: " + new String(body, StandardCharsets.UTF_8));
        }
        return answer.last();
    }

    /** Whether the server says that the token is valid. */
    boolean isActive(String token) {
        byte[] answer = ask(introspectionRequest(token));
        return new String(answer, StandardCharsets.UTF_8).startsWith("{\"active\":true,");
    }

    private List<Asking.Question> fixedAnswer() {
        byte[] request = tokenRequest(Registered.OPAQUE_CLIENT);
        return List.of(new Asking.Question(request, Expected.exactly(ask(request))));
    }

    private List<Asking.Question> token(String client, Expected.FreshToken fresh) {
        return List.of(new Asking.Question(tokenRequest(client), fresh));
    }

    private Conversation journey() {
        return new Journey(server.authorizePath(), server.tokenPath(), Registered.OPAQUE_CLIENT, Registered.SECRET);
    }

    private ClosedLoop loop(List<Asking.Question> questions) {
        int step = Math.max(questions.size() / ClosedLoop.CONNECTIONS, 1);
        IntFunction<Conversation> spread = number -> new Asking(questions, number * step);
        return new ClosedLoop(process, spread);
    }

    private byte[] tokenRequest(String client) {
        return FormPost.bytes(server.tokenPath(), client, Registered.SECRET, TOKEN_FORM);
    }

    private byte[] introspectionRequest(String token) {
        return FormPost.bytes(server.introspectionPath(), server.introspecting(), Registered.SECRET, "token=" + token);
    }

    private Asking.Question introspection(String token) {
        if (!isActive(token)) {
            throw new IllegalStateException("a stored token is not valid");
        }
        byte[] request = introspectionRequest(token);
        return new Asking.Question(request, Expected.exactly(ask(request)));
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
