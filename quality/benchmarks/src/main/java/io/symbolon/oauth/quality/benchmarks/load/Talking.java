// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

/** Holds a conversation over a connection of its own, and waits for each answer. */
public final class Talking implements Crowd.Work {

    private final Connection connection;
    private final Conversation conversation;

    public Talking(int port, Conversation conversation) {
        this.connection = Connection.open(port);
        this.conversation = conversation;
    }

    @Override
    public int once() {
        do {
            connection.exchange(conversation.next());
        } while (!conversation.hear(connection));
        return 1;
    }

    @Override
    public void close() {
        connection.close();
    }
}
