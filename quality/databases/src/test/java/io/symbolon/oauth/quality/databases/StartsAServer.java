// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Starts a server, says which process it is and where its data is, and waits to be killed. */
final class StartsAServer {

    private StartsAServer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Server server = (Server) Engine.valueOf(arguments[0]).start();
        System.out.println(server.pid());
        System.out.println(server.folder());
        new CountDownLatch(1).await();
    }
}
