// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes that the rules look at. */
final class Code {

    /** The root of the reactor, seen from the folder in which a module's tests run. */
    static final Path ROOT = Path.of("..", "..");

    /** The published modules and the samples, without their tests. */
    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.symbolon.oauth");

    private Code() {}

    /** The tests of all modules that are compiled by now, but those of this one, which are wrong on purpose. */
    static JavaClasses tests() {
        return new ClassFileImporter().importPaths(compiledTests());
    }

    /** The classes that one rule must refuse, and those beside them that it must let pass. */
    static JavaClasses fixturesOf(String rule) {
        String name = rule.replace("_", "");
        return new ClassFileImporter().importPackages(Code.class.getPackageName() + ".fixtures." + name);
    }

    private static List<Path> compiledTests() {
        Path itself = ROOT.resolve(Path.of("quality", "architecture"));
        try (Stream<Path> folders = Files.find(ROOT, 4, (path, attributes) -> path.endsWith("target/test-classes"))) {
            return folders.filter(folder -> !folder.startsWith(itself)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
