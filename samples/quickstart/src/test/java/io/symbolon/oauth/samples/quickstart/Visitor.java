// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser as the tests need it: cookies, forms, and redirects that are followed only when asked. */
final class Visitor {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI origin;

    Visitor(RunningAlbum album) {
        this(URI.create("http://127.0.0.1:" + album.port()));
    }

    Visitor(URI origin) {
        this.origin = origin;
    }

    /** What came back, and from where. */
    record Seen(int status, URI uri, String body, HttpResponse<String> response) {

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** A parameter of the address that the answer points to. */
        String redirected(String name) {
            return parameter(header("Location"), name);
        }

        /** The hidden fields of the last form; the page's header may have one of its own. */
        Map<String, String> hiddenFields() {
            Map<String, String> fields = new LinkedHashMap<>();
            Matcher matcher = HIDDEN.matcher(body.substring(Math.max(0, body.indexOf("<main>"))));
            while (matcher.find()) {
                fields.put(matcher.group(1), matcher.group(2));
            }
            return fields;
        }
    }

    Seen get(String uri) {
        return send(HttpRequest.newBuilder(origin.resolve(uri)));
    }

    /** Sends a form with these fields and no others. */
    Seen post(String uri, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(origin.resolve(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    /** Fills the page's form and sends it. */
    Seen submit(Seen page, String action, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(page.hiddenFields());
        all.putAll(fields);
        return post(action, all);
    }

    /** Goes where the answer points to, until a page comes or the next address has this beginning. */
    Seen follow(Seen answer, String until) {
        Seen last = answer;
        while (last.status() == 303 && !last.header("Location").startsWith(until)) {
            last = get(last.uri().resolve(last.header("Location")).toString());
        }
        return last;
    }

    Seen follow(Seen answer) {
        return follow(answer, "nowhere");
    }

    /** Signs in on the page. */
    Seen signIn(Seen loginPage, String username, String password) {
        return submit(loginPage, "/login", Map.of("username", username, "password", password));
    }

    Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst();
    }

    URI at(String path) {
        return origin.resolve(path);
    }

    /** Any other request. */
    Seen send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Seen(response.statusCode(), response.uri(), response.body(), response);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks the token endpoint, as a client with a secret. */
    Seen token(String clientId, String secret, Map<String, String> fields) {
        return asClient("/oauth/token", clientId, secret, fields);
    }

    /** Asks any endpoint, as a client with a secret. */
    Seen asClient(String endpoint, String clientId, String secret, Map<String, String> fields) {
        String credentials =
                Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(at(endpoint))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** A text member of a JSON object. */
    static String member(Seen answer, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer.body());
        return matcher.find() ? matcher.group(1) : "";
    }

    static String parameter(String uri, String name) {
        return List.of(uri.substring(uri.indexOf('?') + 1).split("&", -1)).stream()
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
