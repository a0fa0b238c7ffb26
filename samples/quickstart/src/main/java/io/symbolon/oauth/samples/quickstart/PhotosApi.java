// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.servlet.BearerTokenFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The album as JSON, for whoever holds an access token: it sees and changes the photos of the token's subject. */
final class PhotosApi extends HttpServlet {

    static final String PATH = "/api/photos";
    static final Scope READ = new Scope("photos.read");
    static final Scope WRITE = new Scope("photos.write");

    private static final long serialVersionUID = 1L;
    private static final int MAX_BODY_BYTES = 4096;

    private final transient JsonMapper json = new JsonMapper();
    private final transient Album album;
    private final transient InstantSource clock;

    PhotosApi(Album album, InstantSource clock) {
        this.album = album;
        this.clock = clock;
    }

    /** The identifier of this API (RFC 8707 §2). */
    static ResourceUri resource(Issuer issuer) {
        return new ResourceUri(issuer.origin() + "/api");
    }

    /** The scope that the filter in front of this servlet demands. */
    static AccessDemand demand(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> AccessDemand.of(READ);
            default -> AccessDemand.of(WRITE);
        };
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                response,
                200,
                Map.of(
                        "photos",
                        album.of(owner(request)).stream()
                                .map(PhotosApi::members)
                                .toList()));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> title = readTitle(request);
        if (title.isEmpty()) {
            refuse(response, 400, "send Content-Type: application/json and a body like {\"title\": \"A lake\"}");
            return;
        }
        try {
            Optional<Photo> added = album.add(owner(request), title.get(), clock.instant());
            if (added.isPresent()) {
                write(response, 201, members(added.get()));
            } else {
                refuse(response, 409, "the album holds " + Album.MAX_PHOTOS + " photos at most");
            }
        } catch (IllegalArgumentException e) {
            refuse(response, 400, String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> readTitle(HttpServletRequest request) throws IOException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (!type.split(";", 2)[0].trim().equalsIgnoreCase("application/json") || body.length > MAX_BODY_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readTree(body).get("title"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Subject owner(HttpServletRequest request) {
        return BearerTokenFilter.findAccess(request).orElseThrow().subject();
    }

    private static Map<String, Object> members(Photo photo) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", photo.id());
        members.put("title", photo.title());
        members.put("added_at", photo.addedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        return members;
    }

    private void refuse(HttpServletResponse response, int status, String why) throws IOException {
        write(response, status, Map.of("error", why));
    }

    private void write(HttpServletResponse response, int status, Map<String, Object> members) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(members));
    }
}
