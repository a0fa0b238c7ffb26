// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.core.OAuthServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Calls the authorization server on one thread without HTTP, and says how that went. Each line that it is told is one command;
 * each line that it answers has numbers, separated by blanks.
 */
public final class InProcess {

    private static final int ROOM = 4_000_000;

    /** What may be said. */
    public enum Command {
        /** Has so many nanoseconds spent on authenticating with opaque tokens; says how many there were, and how long it took. */
        OPAQUE,
        /** The same with JWTs that were all presented before. */
        SEEN,
        /** The same with JWTs that were never presented before. */
        NEW,
        /** The same with bare verification of signatures. */
        RAW,
        /** Says for opaque tokens and JWTs whether the call after a revocation is refused, 1 or 0. */
        REVOCATION,
        /** Has so many nanoseconds spent on each kind of request, and then says how many bytes each allocates. */
        ALLOCATION
    }

    private InProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (OAuthServer server = Registered.starting(ROOM)
                        .settings(
                                Registered.settings().signingAlgorithms("ES256").build())
                        .build();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Presenting presenting = new Presenting(server);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                System.out.println(answer(server, presenting, Command.valueOf(words[0]), Long.parseLong(words[1])));
            }
        }
    }

    private static String answer(OAuthServer server, Presenting presenting, Command command, long nanos) {
        return switch (command) {
            case OPAQUE -> presenting.opaque(nanos);
            case SEEN -> presenting.seen(nanos);
            case NEW -> presenting.fresh(nanos);
            case RAW -> presenting.raw(nanos);
            case REVOCATION ->
                String.format(
                        Locale.ROOT,
                        "%d %d",
                        presenting.seesRevocation(Registered.OPAQUE_CLIENT) ? 1 : 0,
                        presenting.seesRevocation(Registered.JWT_CLIENT) ? 1 : 0);
            case ALLOCATION -> new Allocating(server).each(nanos);
        };
    }
}
