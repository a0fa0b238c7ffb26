// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * The directory in which the quickstart keeps its state, for nobody but its owner: {@code state.mv.db}, the database of H2;
 * {@code key}, which encrypts the private signing keys in it; {@code lock}, by which a second program notices the first.
 *
 * @param path where it is, or will be
 */
record StateDirectory(Path path) {

    private static final int KEY_BYTES = 32;
    private static final String DIRECTORY = "rwx------";
    private static final String FILE = "rw-------";
    private static final Set<OpenOption> READ_AND_WRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    StateDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** The right to use the directory alone, until it is closed. */
    @FunctionalInterface
    interface Claim extends AutoCloseable {

        /** Nothing is claimed. */
        Claim NONE = () -> {};

        @Override
        void close();
    }

    /**
     * Keeps every other program out.
     *
     * @throws StartException if one is in already
     */
    Claim claim() {
        try {
            FileChannel lock = open("lock");
            if (isLocked(lock)) {
                return () -> release(lock);
            }
            lock.close();
        } catch (IOException e) {
            throw unusable(e);
        }
        throw new StartException(
                path + " is in use by another quickstart that is running; stop that one, give this one a"
                        + " directory of its own with --data, or let it keep nothing with --memory");
    }

    /** The key that encrypts signing keys; it is made when first asked for. */
    Secret key() {
        try (FileChannel file = open("key")) {
            // a second program waits here until the first has written it
            file.lock();
            if (file.size() == 0) {
                String made = Base64.getEncoder().encodeToString(Randomness.bytes(KEY_BYTES)) + "\n";
                file.write(ByteBuffer.wrap(made.getBytes(StandardCharsets.US_ASCII)));
                file.force(true);
                file.position(0);
            }
            ByteBuffer content = ByteBuffer.allocate(200);
            file.read(content);
            return Secret.of(
                    StandardCharsets.US_ASCII.decode(content.flip()).toString().strip());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private FileChannel open(String name) throws IOException {
        Files.createDirectories(path, forOwnerAlone(DIRECTORY));
        refuseOthers(path, DIRECTORY, "700");
        Path file = path.resolve(name);
        FileChannel channel = FileChannel.open(file, READ_AND_WRITE, forOwnerAlone(FILE));
        refuseOthers(file, FILE, "600");
        return channel;
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return Optional.ofNullable(lock.tryLock()).isPresent();
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static void refuseOthers(Path entry, String permissions, String remedy) throws IOException {
        if (isPosix()
                && !PosixFilePermissions.fromString(permissions).containsAll(Files.getPosixFilePermissions(entry))) {
            throw new StartException(
                    "others may look into " + entry + "; if nobody has, write: chmod " + remedy + " " + entry);
        }
    }

    private static FileAttribute<?>[] forOwnerAlone(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private StartException unusable(IOException e) {
        return new StartException("the state cannot be kept in " + path + ": " + e
                + "; name another directory with --data, or let it keep nothing with --memory");
    }
}
