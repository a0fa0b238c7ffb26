// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tests that carry the tag of a security case, or of a threat that a specification names, read from the sources, so that modules need not know each other. A tag on
 * a class counts for each test in it. Sources are formatted, so the depth of a class is its indentation.
 */
final class TaggedTests {

    private static final Pattern CASE = Pattern.compile("@Tag\\(\"security-case-0*(\\d+b?)\"\\)");
    private static final Pattern THREAT = Pattern.compile("@Tag\\(\"threat-rfc(\\d+)-([\\d.]+)-(\\w+)\"\\)");
    private static final Pattern METHOD = Pattern.compile("^\\s+(?:public |final )*void (\\w+)\\(.*");
    private static final Pattern TYPE =
            Pattern.compile("^(\\s*)(?:public |abstract |final |static |private )*class \\w+.*");
    private static final Pattern TEST = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b.*");

    private TaggedTests() {}

    /** The tests below this folder, as class and method, by the number of their case or the name of their threat. */
    static Map<String, Set<String>> under(Path root) throws IOException {
        Map<String, Set<String>> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(TaggedTests::isTestSource)
                    .forEach(file -> in(lines(file), className(file))
                            .forEach((number, tests) -> all.computeIfAbsent(number, absent -> new TreeSet<>())
                                    .addAll(tests)));
        }
        return all;
    }

    /** The tests in one source. */
    static Map<String, Set<String>> in(List<String> lines, String className) {
        Map<String, Set<String>> found = new TreeMap<>();
        TreeMap<Integer, Set<String>> ofClasses = new TreeMap<>();
        List<String> annotations = new ArrayList<>();
        for (String line : lines) {
            Matcher type = TYPE.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (line.trim().startsWith("@")) {
                annotations.add(line.trim());
            } else if (type.matches()) {
                int depth = type.group(1).length();
                ofClasses.tailMap(depth, true).clear();
                ofClasses.put(depth, cases(annotations));
                annotations.clear();
            } else if (method.matches()) {
                if (runs(annotations)) {
                    Set<String> cases = cases(annotations);
                    ofClasses.values().forEach(cases::addAll);
                    cases.forEach(number -> found.computeIfAbsent(number, absent -> new TreeSet<>())
                            .add(className + "." + method.group(1)));
                }
                annotations.clear();
            } else if (line.endsWith(";") || line.isBlank()) {
                annotations.clear();
            }
        }
        return found;
    }

    private static boolean runs(List<String> annotations) {
        return annotations.stream()
                        .anyMatch(annotation -> TEST.matcher(annotation).matches())
                && annotations.stream().noneMatch(annotation -> annotation.startsWith("@Disabled"));
    }

    private static Set<String> cases(List<String> annotations) {
        Set<String> cases = new LinkedHashSet<>();
        for (String annotation : annotations) {
            Matcher tag = CASE.matcher(annotation);
            while (tag.find()) {
                cases.add(tag.group(1));
            }
            Matcher threat = THREAT.matcher(annotation);
            while (threat.find()) {
                cases.add("RFC " + threat.group(1) + " §" + threat.group(2) + ", " + threat.group(3));
            }
        }
        return cases;
    }

    private static boolean isTestSource(Path file) {
        String path = file.toString().replace('\\', '/');
        boolean ours = path.contains("/src/test/java/") || path.contains("/oauth-testkit/src/main/java/");
        return ours && path.endsWith(".java") && !path.contains("/target/");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
