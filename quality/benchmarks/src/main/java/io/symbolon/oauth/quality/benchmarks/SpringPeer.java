// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.databases.Database;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Spring Authorization Server, which is built in a module of its own and never comes on our class path. */
final class SpringPeer {

    static final String AUTHORIZE_PATH = "/oauth2/authorize";
    static final String TOKEN_PATH = "/oauth2/token";

    private static final String PROGRAM = "io.symbolon.oauth.quality.benchmarks.sas.PeerServer";

    private SpringPeer() {}

    /** Starts it on this database; empty if it was not built. */
    static Optional<ServerProcess> start(Database database) {
        return built().map(target -> ServerProcess.start(
                Rig.HEAP,
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*",
                PROGRAM,
                database.url(),
                database.user(),
                database.password(),
                Registered.OPAQUE_CLIENT,
                Registered.SECRET));
    }

    /** Seen from the root of the reactor, or from the folder of this module. */
    private static Optional<Path> built() {
        return Stream.of(Path.of("quality"), Path.of(".."))
                .map(folder -> folder.resolve("benchmarks-peer-sas").resolve("target"))
                .filter(target -> Files.isDirectory(target.resolve("lib")))
                .findFirst();
    }
}
