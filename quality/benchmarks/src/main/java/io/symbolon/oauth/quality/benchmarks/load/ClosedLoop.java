// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import io.symbolon.oauth.quality.benchmarks.Load;
import io.symbolon.oauth.quality.benchmarks.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Keeps a server busy: each connection sends its next request as soon as its answer is there. One thread does all
 * of it, so that most of the machine is left to the server. Every answer is checked; a wrong one ends the measurement. What was
 * begun is finished.
 */
public final class ClosedLoop implements Load {

    /** So many connections ask at once, if nothing else is said. */
    public static final int CONNECTIONS = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerProcess server;
    private final List<Connection> connections = new ArrayList<>();
    private final Selector selector;
    private long deadline;
    private long done;
    private int waiting;

    /** Opens the connections; of each, known by its number, this is what is said over it. */
    public ClosedLoop(ServerProcess server, IntFunction<Conversation> conversations) {
        this(server, CONNECTIONS, conversations);
    }

    /** The same, with so many connections. */
    public ClosedLoop(ServerProcess server, int count, IntFunction<Conversation> conversations) {
        this.server = server;
        try {
            this.selector = Selector.open();
            for (int i = 0; i < count; i++) {
                Connection connection = Connection.open(server.port());
                connections.add(connection);
                connection.channel().configureBlocking(false);
                connection
                        .channel()
                        .register(selector, SelectionKey.OP_READ, new Turn(connection, conversations.apply(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection, and what is said over it. */
    private final class Turn {

        private final Connection connection;
        private final Conversation conversation;

        Turn(Connection connection, Conversation conversation) {
            this.connection = connection;
            this.conversation = conversation;
        }

        void begin() {
            connection.send(conversation.next());
        }

        void proceed() {
            if (!connection.receive()) {
                return;
            }
            boolean whole = conversation.hear(connection);
            if (whole) {
                done++;
            }
            if (!whole || System.nanoTime() < deadline) {
                begin();
            } else {
                waiting--;
            }
        }
    }

    @Override
    public Sample run(Duration duration) {
        Duration processorBefore = server.processorTime();
        long start = System.nanoTime();
        deadline = start + duration.toNanos();
        done = 0;
        waiting = connections.size();
        try {
            for (SelectionKey key : selector.keys()) {
                ((Turn) key.attachment()).begin();
            }
            while (waiting > 0) {
                if (selector.select(ready -> ((Turn) ready.attachment()).proceed(), PATIENCE.toMillis()) == 0) {
                    throw new IllegalStateException("no answer for " + PATIENCE.toSeconds() + " seconds");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long nanos = System.nanoTime() - start;
        return new Sample(
                done, nanos, server.processorTime().minus(processorBefore).toNanos());
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
