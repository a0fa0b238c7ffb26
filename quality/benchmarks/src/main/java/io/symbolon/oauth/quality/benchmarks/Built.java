// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where the build puts things. */
final class Built {

    private Built() {}

    /** This module's folder of built things, from which it runs. */
    static Path target() {
        try {
            Path code = Path.of(Benchmarks.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Objects.requireNonNull(code.getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same of a module beside this one; empty if it was not built. */
    static Optional<Path> module(String name) {
        return Optional.of(target().resolve("../..").normalize().resolve(name).resolve("target"))
                .filter(Files::isDirectory);
    }

    /** The same of a sample; empty if it was not built. */
    static Optional<Path> sample(String name) {
        return Optional.of(target().resolve("../../../samples")
                        .normalize()
                        .resolve(name)
                        .resolve("target"))
                .filter(Files::isDirectory);
    }
}
