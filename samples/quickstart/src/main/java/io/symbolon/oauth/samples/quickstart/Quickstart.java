// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.core.OAuthServer;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the photo album, which is an authorization server too, and says how to try it. */
public final class Quickstart {

    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");
    private static final Logger HIKARI = Logger.getLogger("com.zaxxer.hikari");

    private final PrintStream out;

    private Quickstart(PrintStream out) {
        this.out = out;
    }

    /** Runs until the process is told to stop; {@link Arguments#USAGE} explains the flags. */
    public static void main(String[] args) {
        long begin = System.nanoTime();
        prepareLibraries();
        try {
            new Quickstart(System.out).run(Arguments.parse(args), begin);
        } catch (StartException e) {
            e.reasons().forEach(reason -> System.err.println("quickstart: " + reason));
            System.exit(1);
        }
    }

    /**
     * Has libraries log what matters, in one line; and Guice call constructors by reflection. It calls each of them once, which
     * does not pay for generating the code of a call; and Java 24 and later warn of the way in which it would define that.
     */
    static void prepareLibraries() {
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %4$s %5$s%6$s%n");
        JETTY.setLevel(Level.WARNING);
        FLYWAY.setLevel(Level.WARNING);
        // what it has to say comes up as an exception too
        HIKARI.setLevel(Level.OFF);
    }

    private void run(Arguments arguments, long begin) {
        if (arguments.help()) {
            Arguments.USAGE.forEach(out::println);
        } else if (arguments.check()) {
            check(arguments.configuration());
        } else {
            serve(RunningAlbum.start(arguments, InstantSource.system()), arguments.storage(), begin);
        }
    }

    /** A configuration can be well written and still not fit what is installed; so a server is made of it. */
    private void check(QuickstartConfiguration configuration) {
        try (OAuthServer server = configuration.newServer(InstantSource.system(), new Storage.InMemory().open())) {
            configuration.report().lines().forEach(out::println);
            out.println("paths");
            server.mounts().forEach(path -> out.println("  " + path));
        }
    }

    private void serve(RunningAlbum album, Storage storage, long begin) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(album), "stop"));
        introduce(album.configuration(), storage, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void stop(RunningAlbum album) {
        album.close();
        out.println("stopped");
    }

    private void introduce(QuickstartConfiguration configuration, Storage storage, Duration startup) {
        String origin = configuration.issuer().origin();
        out.printf(
                Locale.ROOT,
                "The photo album is ready after %.1f s. Ctrl-C stops it.%n%n",
                startup.toMillis() / 1000.0);
        line("Album", origin + "/");
        line("Issuer", configuration.issuer().uri());
        line(
                "Metadata",
                origin + "/.well-known/oauth-authorization-server"
                        + configuration.issuer().path());
        line("State", storage.description());
        if (configuration.isDemo()) {
            Demo.PEOPLE.forEach(person -> line("Person", person + ", password " + Demo.password(person)));
            line("Try it", origin + DemoServlet.PATH + "   (authorization code + PKCE, in a browser)");
        }
        line("Devices", origin + configuration.devicePage() + "   (where people type a device's code)");
        configuration.clientForItself().ifPresent(client -> commands(configuration, client));
        out.flush();
    }

    private void commands(QuickstartConfiguration configuration, Client client) {
        String secret = configuration.isDemo() ? Demo.ROBOT_SECRET.reveal() : "CLIENT_SECRET";
        boolean canUseTheApi = configuration.grants(PhotosApi.READ);
        String scope = scope(configuration, client);
        String obtain = "curl -s -u '" + client.clientId() + ":" + secret + "' -d grant_type=client_credentials" + scope
                + " " + configuration.issuer() + "/token";
        out.printf("%nGet a token:%n%n  %s%n", obtain);
        if (canUseTheApi) {
            out.printf(
                    "%nGet one and use it:%n%n  curl -s -H \"Authorization: Bearer $(%s |%n    sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')\" %s%s%n",
                    obtain, configuration.issuer().origin(), PhotosApi.PATH);
        }
        if (configuration.isDemo()) {
            String device = "curl -s -d client_id=" + Demo.TV_ID;
            out.printf(
                    "%nBe a television: get a code, type it at the page for devices, and poll with the device_code:%n%n"
                            + "  %s %s/device_authorization%n"
                            + "  %s -d grant_type=%s -d device_code=DEVICE_CODE %s/token%n",
                    device, configuration.issuer(), device, GrantType.DEVICE_CODE, configuration.issuer());
        }
        out.println();
    }

    private static String scope(QuickstartConfiguration configuration, Client client) {
        Scope scope = configuration.grants(PhotosApi.READ)
                ? PhotosApi.READ
                : client.scopes().asList().stream().findFirst().orElse(PhotosApi.READ);
        return client.scopes().isEmpty() ? "" : " -d scope=" + scope;
    }

    private void line(String name, String value) {
        out.printf("  %-9s %s%n", name, value);
    }
}
