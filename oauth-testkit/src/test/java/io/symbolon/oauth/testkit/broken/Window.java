// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time between the read and the write of a broken store: over when somebody else has read too, or after 10 ms. */
final class Window {

    private final Exchanger<Window> readers = new Exchanger<>();

    void open() {
        try {
            readers.exchange(this, 10, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // whoever else wanted to change something has done so
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
