// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.databases.Database;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Spring Authorization Server, which is built in a module of its own and never comes on our class path. */
final class SpringPeer {

    private static final String PROGRAM = "io.symbolon.oauth.quality.benchmarks.sas.PeerServer";

    private static final String OPAQUE = "opaque";

    private SpringPeer() {}

    /** Starts it with everything in memory and opaque tokens; empty if it was not built or is not wanted. */
    static Optional<ServerProcess> start(Plan plan) {
        return start(plan, Rig.HEAP, OPAQUE, Registered.OPAQUE_CLIENT, Registered.SECRET);
    }

    /** Starts it with everything in memory and JWTs; empty if it was not built or is not wanted. */
    static Optional<ServerProcess> signing(Plan plan, String algorithm) {
        return start(plan, Rig.HEAP, algorithm, Registered.JWT_CLIENT, Registered.SECRET);
    }

    /** Starts it on this database, with opaque tokens; empty if it was not built or is not wanted. */
    static Optional<ServerProcess> start(Plan plan, Database database) {
        return start(
                plan,
                Rig.HEAP,
                OPAQUE,
                Registered.OPAQUE_CLIENT,
                Registered.SECRET,
                database.url(),
                database.user(),
                database.password());
    }

    /** Starts it with these options of the JVM alone; empty if it was not built or is not wanted. */
    static Optional<ServerProcess> startCold(Plan plan, List<String> jvmOptions) {
        return start(plan, jvmOptions, OPAQUE, Registered.OPAQUE_CLIENT, Registered.SECRET);
    }

    static boolean isThere(Plan plan) {
        return plan.peers() && built().isPresent();
    }

    private static Optional<ServerProcess> start(Plan plan, List<String> jvmOptions, String... arguments) {
        return built().filter(target -> plan.peers())
                .map(target -> ServerProcess.start(jvmOptions, classPath(target), PROGRAM, arguments));
    }

    private static Optional<Path> built() {
        return Built.module("benchmarks-peer-sas").filter(target -> Files.isDirectory(target.resolve("lib")));
    }

    private static String classPath(Path target) {
        return target.resolve("peer.jar") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }
}
