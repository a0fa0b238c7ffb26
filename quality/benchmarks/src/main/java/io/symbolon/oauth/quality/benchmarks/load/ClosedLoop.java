// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import io.symbolon.oauth.quality.benchmarks.Contender;
import io.symbolon.oauth.quality.benchmarks.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a server busy: each of 16 connections sends its next request as soon as its answer is there. One thread does all
 * of it, so that most of the machine is left to the server. Every answer is checked; a wrong one ends the measurement.
 */
public final class ClosedLoop implements Contender, AutoCloseable {

    private static final int CONNECTIONS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerProcess server;
    private final List<Exchange> exchanges;
    private final List<Connection> connections = new ArrayList<>();
    private final Selector selector;
    private int next;
    private long deadline;
    private long answered;
    private int waiting;

    /** Opens the connections; the exchanges are sent in turn, over and over. */
    public ClosedLoop(ServerProcess server, List<Exchange> exchanges) {
        this.server = server;
        this.exchanges = List.copyOf(exchanges);
        try {
            this.selector = Selector.open();
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = Connection.open(server.port());
                connections.add(connection);
                connection.channel().configureBlocking(false);
                connection.channel().register(selector, SelectionKey.OP_READ, new Turn(connection));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection, and what it waits for. */
    private final class Turn {

        private final Connection connection;
        private Exchange current = exchanges.get(0);

        Turn(Connection connection) {
            this.connection = connection;
        }

        void begin() {
            current = exchanges.get(next);
            next = next + 1 < exchanges.size() ? next + 1 : 0;
            connection.send(current.request());
        }

        void proceed() {
            if (!connection.receive()) {
                return;
            }
            if (!connection.isAnsweredAs(current.expected())) {
                throw new IllegalStateException("not the expected answer: " + connection.text());
            }
            answered++;
            if (System.nanoTime() < deadline) {
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
        answered = 0;
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
                answered, nanos, server.processorTime().minus(processorBefore).toNanos());
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
