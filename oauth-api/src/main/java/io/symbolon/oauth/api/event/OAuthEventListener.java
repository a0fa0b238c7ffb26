// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.event;

/**
 * Hears of events, after what they tell was committed, on a thread of the server's own and one at a time. A listener that
 * fails or stalls never changes an answer; one that stalls for long loses events, and is told how many.
 */
@FunctionalInterface
public interface OAuthEventListener {

    void on(OAuthEvent event);
}
