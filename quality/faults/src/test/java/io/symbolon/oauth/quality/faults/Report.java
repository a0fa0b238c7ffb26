// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the tests counted: printed, and kept in {@code target/faults.txt}. */
final class Report {

    private static final Path FILE = Path.of("target", "faults.txt");

    private Report() {}

    static void line(String line) {
        System.out.println(line);
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
