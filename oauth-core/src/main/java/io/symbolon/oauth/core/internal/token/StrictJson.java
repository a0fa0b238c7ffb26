// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The JSON objects inside a JWT: one object, no member twice, nested no deeper than any claim of ours is. */
final class StrictJson {

    // The payload, a claim's eight levels, and room for a header that we do not look at.
    private static final int MAX_DEPTH = 16;

    private final JsonMapper mapper;
    private final ObjectReader reader;

    StrictJson() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        this.reader = mapper.readerFor(new TypeReference<Map<String, Object>>() {});
    }

    /** What writes the members of one object. */
    @FunctionalInterface
    interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The members; empty if this is not one JSON object, or not a strict one. */
    Optional<Map<String, Object>> read(byte[] utf8) {
        try {
            return Optional.ofNullable(reader.readValue(utf8));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("an array failed to be read", e);
        }
    }

    byte[] write(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a claim cannot be written as JSON", e);
        }
        return bytes.toByteArray();
    }
}
