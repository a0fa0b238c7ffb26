// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.RequestThreads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/**
 * On what it is measured.
 *
 * @param home where the Java platform is
 * @param version of it
 * @param threads on which servers answer requests
 */
record Platform(Path home, String version, RequestThreads threads) {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    /** What this process runs on. */
    static Platform own() {
        return new Platform(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.version"),
                RequestThreads.ofThisProcess());
    }

    /**
     * Another one.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Platform at(Path home) {
        Properties release = new Properties();
        try (InputStream file = Files.newInputStream(home.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("there is no Java platform in " + home, e);
        }
        String version = Objects.requireNonNull(release.getProperty("JAVA_VERSION"), "release says no JAVA_VERSION");
        return new Platform(home, version.replace("\"", ""), RequestThreads.PLATFORM);
    }

    /** All that a section is measured on. */
    static List<Platform> reachedBy(Section section, Options options) {
        List<Platform> platforms = new ArrayList<>(List.of(own()));
        if (section.reach() != Section.Reach.FIRST_PLATFORM) {
            options.jdks().stream().map(Platform::at).forEach(platforms::add);
        }
        if (options.virtualThreads() && section.reach() == Section.Reach.EACH_KIND_OF_THREADS) {
            List<Platform> able =
                    platforms.stream().filter(Platform::hasVirtualThreads).toList();
            able.forEach(
                    platform -> platforms.add(new Platform(platform.home, platform.version, RequestThreads.VIRTUAL)));
        }
        return platforms;
    }

    private boolean hasVirtualThreads() {
        return Runtime.Version.parse(version).feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /** Where the figures of a section are kept. */
    Path figures(Section section) {
        return Built.target()
                .resolve("figures")
                .resolve("java-" + version + "-" + threads.name().toLowerCase(Locale.ROOT))
                .resolve(section.name() + ".json");
    }

    /** The command that starts a program on it. */
    List<String> java() {
        return List.of(home.resolve("bin").resolve("java").toString(), threads.jvmOption());
    }

    @Override
    public String toString() {
        return "Java " + version + (threads == RequestThreads.VIRTUAL ? ", virtual threads" : "");
    }
}
