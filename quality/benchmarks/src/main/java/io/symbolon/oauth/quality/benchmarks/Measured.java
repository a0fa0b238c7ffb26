// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The figures of a section, and what they were measured with; kept as JSON, so that no finished section has to be measured again.
 *
 * @param section its name
 * @param plan how thoroughly, as text
 * @param machine on what hardware and operating system
 * @param java on which Java platform
 * @param figures what was measured
 */
record Measured(String section, String plan, String machine, String java, List<Figure> figures) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PER_SECOND = "perSecond";

    /** Measures the section on what this process runs on. */
    static Measured now(Section section, Plan plan) {
        List<Figure> figures = section.measure(plan);
        return new Measured(section.name(), plan.toString(), Machine.describe(), Machine.java(), figures);
    }

    /** Writes all of it, or nothing. */
    void keep(Path file) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            try (JsonGenerator json =
                    JSON.createGenerator(Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8))) {
                write(json.useDefaultPrettyPrinter());
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("section", section);
        json.writeStringField("plan", plan);
        json.writeStringField("machine", machine);
        json.writeStringField("java", java);
        json.writeArrayFieldStart("figures");
        for (Figure figure : figures) {
            json.writeStartObject();
            json.writeStringField("what", figure.what());
            json.writeStringField("value", figure.value());
            json.writeStringField("demand", figure.demand());
            json.writeStringField("verdict", figure.verdict());
            if (figure.perSecond().isPresent()) {
                json.writeNumberField(PER_SECOND, figure.perSecond().getAsDouble());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Reads what was kept. */
    static Measured read(Path file) {
        try (JsonParser json = JSON.createParser(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            Map<String, String> texts = new HashMap<>();
            List<Figure> figures = new ArrayList<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        figures.add(figure(json));
                    }
                } else {
                    texts.put(name, json.getText());
                }
            }
            return new Measured(
                    text(texts, "section"), text(texts, "plan"), text(texts, "machine"), text(texts, "java"), figures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Figure figure(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            texts.put(name, json.getText());
        }
        String rate = texts.get(PER_SECOND);
        return new Figure(
                text(texts, "what"),
                text(texts, "value"),
                text(texts, "demand"),
                text(texts, "verdict"),
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(rate)));
    }

    private static String text(Map<String, String> texts, String name) {
        return Objects.requireNonNull(texts.get(name), name);
    }
}
