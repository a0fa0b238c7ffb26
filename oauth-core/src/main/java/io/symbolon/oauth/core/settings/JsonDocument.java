// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON text (RFC 8259) into values that know their place. Repeated names, nulls and placeholders that cannot be
 * filled are noted as problems and left out; text that is not JSON ends the reading.
 */
final class JsonDocument {

    static final int MAX_CHARACTERS = 4 * 1024 * 1024;
    static final int MAX_DEPTH = 16;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final JsonParser parser;
    private final Placeholders placeholders;
    private final Problems problems;

    /** Without buffers that stay behind on the thread. */
    private static JsonFactory factory() {
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
    }

    private JsonDocument(JsonParser parser, Placeholders placeholders, Problems problems) {
        this.parser = parser;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /**
     * Reads the text.
     *
     * @throws ConfigurationException if it is too large, too deep or not JSON
     */
    static ConfiguredValue parse(String json, Placeholders placeholders, Problems problems) {
        if (json.length() > MAX_CHARACTERS) {
            throw refused(
                    "the document has more than " + MAX_CHARACTERS + " characters; keep clients in a store instead");
        }
        String text = json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
        try (JsonParser parser = factory().createParser(text)) {
            return new JsonDocument(parser, placeholders, problems).document();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfiguredValue document() throws IOException {
        try {
            return onlyObject();
        } catch (JsonProcessingException e) {
            // Its message quotes the text, in which secrets may stand.
            throw refused("it is not JSON from line " + parser.currentLocation().getLineNr() + ", column "
                    + parser.currentLocation().getColumnNr()
                    + "; look for a missing comma, brace or quotation mark there");
        }
    }

    private ConfiguredValue onlyObject() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw refused("the document is empty; write a JSON object, { ... }");
        }
        ConfiguredValue document = value("", first);
        if (parser.nextToken() != null) {
            throw refused("something follows after the end of the JSON object, in line "
                    + parser.currentLocation().getLineNr() + "; remove it");
        }
        return document;
    }

    /** The value that starts with the token. */
    private ConfiguredValue value(String path, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> ConfiguredValue.ofMembers(path, members(path), problems);
            case START_ARRAY -> ConfiguredValue.ofElements(path, elements(path), problems);
            case VALUE_STRING -> text(path);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                ConfiguredValue.ofNumber(path, parser.getNumberValue(), problems);
            case VALUE_TRUE -> ConfiguredValue.ofFlag(path, true, problems);
            case VALUE_FALSE -> ConfiguredValue.ofFlag(path, false, problems);
            default -> {
                problems.add(path, "found null; leave it out instead");
                yield ConfiguredValue.unreadable(path, problems);
            }
        };
    }

    private ConfiguredValue text(String path) throws IOException {
        try {
            Placeholders.Filled text = placeholders.fill(parser.getText());
            if (text.filled()) {
                problems.hide(text.text());
            }
            return ConfiguredValue.ofText(path, text, problems);
        } catch (IllegalArgumentException e) {
            ConfiguredValue unreadable = ConfiguredValue.unreadable(path, problems);
            unreadable.refuse(e);
            return unreadable;
        }
    }

    private Map<String, ConfiguredValue> members(String path) throws IOException {
        refuseDepth(path);
        Map<String, ConfiguredValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String place = (path.isEmpty() ? "" : path + ".") + Spelling.printable(name);
            ConfiguredValue value = value(place, parser.nextToken());
            if (members.putIfAbsent(name, value) != null) {
                problems.add(place, "is written twice; remove one");
            }
        }
        return members;
    }

    private List<ConfiguredValue> elements(String path) throws IOException {
        refuseDepth(path);
        List<ConfiguredValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(path + "[" + elements.size() + "]", token));
        }
        return elements;
    }

    private void refuseDepth(String path) {
        if (parser.getParsingContext().getNestingDepth() > MAX_DEPTH) {
            throw refused(path + " is nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    private static ConfigurationException refused(String sentence) {
        return new ConfigurationException(List.of(sentence));
    }
}
