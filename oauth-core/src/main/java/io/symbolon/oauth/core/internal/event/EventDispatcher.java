// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.event;

import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.event.OAuthEventListener;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries events from requests to listeners: a bounded queue and one thread, so that no listener ever holds up or breaks a
 * request. Without listeners there is neither. When the queue is full the event is dropped and counted.
 */
public final class EventDispatcher implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.symbolon.oauth");

    private final Set<OAuthEventListener> listeners;
    private final BlockingQueue<OAuthEvent> queue;
    private final AtomicLong lost = new AtomicLong();
    private final Thread worker;
    private volatile boolean closed;

    public EventDispatcher(Set<OAuthEventListener> listeners, int capacity) {
        this.listeners = Set.copyOf(listeners);
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.worker = new Thread(this::deliver, "symbolon-events");
        worker.setDaemon(true);
    }

    /** Starts to deliver; what was published before is delivered first. */
    public void start() {
        if (isHeard()) {
            worker.start();
        }
    }

    /** Whether anybody listens; whoever makes many events may ask first. */
    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Hands the event over; returns at once. */
    public void publish(OAuthEvent event) {
        if (isHeard() && !closed && !queue.offer(event)) {
            lost.incrementAndGet();
        }
    }

    /** Delivers what is queued, for two seconds at most, and stops. */
    @Override
    public void close() {
        closed = true;
        if (listeners.isEmpty()) {
            return;
        }
        try {
            worker.join(TimeUnit.SECONDS.toMillis(2));
            worker.interrupt();
            worker.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() {
        try {
            while (!closed || !queue.isEmpty()) {
                OAuthEvent event = queue.poll(100, TimeUnit.MILLISECONDS);
                if (event != null) {
                    tell(event);
                    long count = lost.getAndSet(0);
                    if (count > 0) {
                        tell(new OAuthEvent.EventsLost(event.at(), count));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(OAuthEvent event) {
        for (OAuthEventListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException | Error e) {
                LOG.log(
                        Level.WARNING,
                        "the event listener " + listener.getClass().getName() + " failed",
                        e);
            }
        }
    }
}
