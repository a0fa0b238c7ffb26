// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The wire to a browser: commands, their answers and events, as JSON over one WebSocket. */
final class DevTools implements AutoCloseable {

    /** The session of the browser itself; each tab has one of its own. */
    static final String BROWSER = "";

    private final JsonMapper json = new JsonMapper();
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> events = new ConcurrentHashMap<>();
    private final WebSocket socket;

    DevTools(URI uri) {
        socket = await(HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, new Listener()));
    }

    /** Sends a command, and waits for its result. */
    JsonNode send(String session, String method, Map<String, ?> parameters) {
        int id = sent.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        await(socket.sendText(
                json.valueToTree(
                                session.equals(BROWSER)
                                        ? Map.of("id", id, "method", method, "params", parameters)
                                        : Map.of(
                                                "id", id, "method", method, "params", parameters, "sessionId", session))
                        .toString(),
                true));
        JsonNode result = await(answer);
        if (result.has("error")) {
            throw new AssertionError(method + ": " + result.get("error"));
        }
        return result.path("result");
    }

    /** The next event of this name; ask before doing what causes it. */
    CompletableFuture<JsonNode> next(String session, String event) {
        return events.computeIfAbsent(session + event, key -> new CompletableFuture<>());
    }

    static <T> T await(CompletableFuture<T> expected) {
        try {
            return expected.get(30, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("the browser does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void receive(String message) throws JsonProcessingException {
        JsonNode received = json.readTree(message);
        Optional<CompletableFuture<JsonNode>> awaited = Optional.ofNullable(
                received.has("id")
                        ? answers.remove(received.get("id").intValue())
                        : events.remove(received.path("sessionId").asText()
                                + received.path("method").asText()));
        awaited.ifPresent(future -> future.complete(received));
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            CompletableFuture<Void> done = new CompletableFuture<>();
            try {
                if (last) {
                    receive(message.toString());
                    message.setLength(0);
                }
                done.complete(null);
            } catch (JsonProcessingException e) {
                done.completeExceptionally(e);
            }
            from.request(1);
            return done;
        }
    }
}
