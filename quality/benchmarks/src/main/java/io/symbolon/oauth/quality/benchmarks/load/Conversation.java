// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

/** What is said over one connection, over and over: a piece of work takes one request or several. For one thread. */
public interface Conversation {

    /** The whole request that is to be sent next. */
    byte[] next();

    /**
     * Hears the answer to it.
     *
     * @return whether the piece of work is done
     * @throws IllegalStateException if that is not the expected answer
     */
    boolean hear(Connection answered);
}
