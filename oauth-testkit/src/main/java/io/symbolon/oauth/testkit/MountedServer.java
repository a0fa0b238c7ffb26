// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

/** A running host with an authorization server in it. */
public interface MountedServer extends AutoCloseable {

    /** The port on the loopback address where it speaks HTTP/1.1 without TLS. */
    int port();

    /** Stops the host. */
    @Override
    void close();
}
