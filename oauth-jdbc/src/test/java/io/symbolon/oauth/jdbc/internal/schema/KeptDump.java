// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dump of a released schema, among the resources of the tests: which scripts made it, what the clients of the server
 * hold that had lived in it, and the statements that make it again. It is never changed.
 *
 * @param version of the schema
 * @param engine the database that it is from
 * @param scripts the digests of the scripts that made its tables, by their names
 * @param past what had happened
 * @param dump the tables and rows
 */
record KeptDump(int version, Engine engine, Map<String, String> scripts, Past past, Dump dump) {

    static final List<Engine> ENGINES = List.of(Engine.H2_MEMORY, Engine.POSTGRESQL, Engine.MARIADB);

    private static final String SCRIPT = "-- script ";
    private static final String HELD = "-- held ";

    /** All that are kept. */
    static List<KeptDump> all() {
        List<KeptDump> all = new ArrayList<>();
        for (Engine engine : ENGINES) {
            for (int version = 1; version <= SchemaVersion.NEEDED; version++) {
                find(version, engine).ifPresent(all::add);
            }
        }
        return all;
    }

    static Optional<KeptDump> find(int version, Engine engine) {
        return text(resource(version, engine)).map(text -> parse(version, engine, text));
    }

    /** Lets a server live on an empty database, and dumps what it leaves. */
    static KeptDump made(Engine engine) {
        Place place = Place.on(engine);
        Past past = Past.livedOn(place.database());
        return new KeptDump(
                SchemaVersion.NEEDED,
                engine,
                digests(place.tables()),
                past,
                Dump.of(place.database(), place.tables().scripts()));
    }

    /** The digests of the scripts that there are now. */
    static Map<String, String> digests(SchemaPlace place) {
        Map<String, String> digests = new TreeMap<>();
        for (String script : scripts(place)) {
            String text = text(place.folder() + "/" + script).orElseThrow();
            digests.put(
                    script, HexFormat.of().formatHex(Digest.of(Secret.of(text)).toBytes()));
        }
        return digests;
    }

    private static List<String> scripts(SchemaPlace place) {
        URL folder = KeptDump.class.getClassLoader().getResource(place.folder());
        if (folder == null) {
            throw new AssertionError("there are no scripts");
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    Database loaded() {
        Database database = engine.shared().freshDatabase();
        dump.load(database);
        return database;
    }

    /** Writes it among the sources; refuses to replace one. */
    void write(Path resources) throws IOException {
        Path file = resources.resolve(resource(version, engine));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text(), StandardOpenOption.CREATE_NEW);
    }

    private String text() {
        return "-- Symbolon's tables of version " + version + ", with what a server had left in them. Made by "
                + WriteDumps.class.getSimpleName() + ".\n"
                + comments(SCRIPT, scripts) + comments(HELD, past.held()) + dump.text();
    }

    private static KeptDump parse(int version, Engine engine, String text) {
        return new KeptDump(version, engine, comments(SCRIPT, text), new Past(comments(HELD, text)), Dump.parse(text));
    }

    private static String comments(String mark, Map<String, String> members) {
        return new TreeMap<>(members)
                .entrySet().stream()
                        .map(member -> mark + member.getKey() + " " + member.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private static Map<String, String> comments(String mark, String text) {
        return text.lines()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()).split(" ", 2))
                .collect(Collectors.toMap(member -> member[0], member -> member[1]));
    }

    private static String resource(int version, Engine engine) {
        return "dump/" + Place.scripts(engine) + "/V" + version + ".sql";
    }

    private static Optional<String> text(String resource) {
        try (InputStream in = KeptDump.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "version " + version + " on " + engine;
    }
}
