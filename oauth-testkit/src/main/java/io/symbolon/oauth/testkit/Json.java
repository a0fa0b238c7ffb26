// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Response;

/** Reads the JSON documents that a server answers with. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** The document; an {@link AssertionError} if there is none. */
    static JsonNode read(Body body) {
        try {
            return MAPPER.readTree(body.asUtf8());
        } catch (JsonProcessingException e) {
            throw new AssertionError("this is no JSON: " + body.asUtf8(), e);
        }
    }

    /** The text as a JSON string, in its quotation marks. */
    static String quoted(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }

    /** The error code of an error response (RFC 6749 §5.2); empty if it is none. */
    static String errorOf(Response response) {
        return response.body().length() == 0
                ? ""
                : read(response.body()).path("error").asText("");
    }
}
