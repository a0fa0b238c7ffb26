// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a client registered, as JSON: of all this nothing is searched for, and it will grow. Names follow RFC 7591 §2 where it
 * has one.
 */
final class Registration {

    private Registration() {}

    static String text(Client client) {
        Map<String, Object> members = new LinkedHashMap<>();
        // Its name is its identifier, however long, where it has no other.
        if (!client.name().equals(client.clientId().value())) {
            members.put("client_name", client.name());
        }
        members.put("token_endpoint_auth_method", client.authenticationMethod().value());
        members.put(
                "secrets",
                client.secrets().stream()
                        .map(secret -> List.of(secret.scheme(), secret.encoded()))
                        .toList());
        client.jwks().ifPresent(document -> members.put("jwks", document));
        client.jwksUri().ifPresent(uri -> members.put("jwks_uri", uri.value()));
        members.put("redirect_uris", texts(client.redirectUris().all(), RedirectUri::value));
        members.put("grant_types", texts(client.grantTypes(), GrantType::value));
        members.put("response_types", texts(client.responseTypes(), ResponseType::value));
        members.put("scope", client.scopes().toString());
        members.put("serves", texts(client.serves(), ResourceUri::value));
        members.put("invoker_uris", texts(client.invokerUris(), Function.identity()));
        members.put("cors_origins", texts(client.corsOrigins(), Function.identity()));
        client.accessTokenFormat().ifPresent(format -> members.put("access_token_format", format));
        members.put("consent_required", client.isConsentRequired());
        members.put("introspects_every_token", client.isIntrospectingEveryToken());
        return JsonText.of(members);
    }

    static Client client(ClientId id, boolean active, Instant tokensValidFrom, String text) {
        Map<String, Object> members = JsonText.members(text);
        Client.Builder client = builder(
                        id, new ClientAuthenticationMethod(string(members, "token_endpoint_auth_method")))
                .consentRequired(Boolean.TRUE.equals(members.get("consent_required")))
                .active(active)
                .tokensValidFrom(tokensValidFrom);
        for (Object secret : list(members, "secrets")) {
            if (secret instanceof List<?> pair) {
                client.secret(new HashedSecret(String.valueOf(pair.get(0)), String.valueOf(pair.get(1))));
            }
        }
        each(members, "redirect_uris", client::redirectUri);
        each(members, "grant_types", name -> client.grantType(new GrantType(name)));
        each(members, "response_types", name -> client.responseType(new ResponseType(name)));
        each(members, "serves", uri -> client.serves(new ResourceUri(uri)));
        each(members, "invoker_uris", client::invokerUri);
        each(members, "cors_origins", client::corsOrigin);
        String scopes = string(members, "scope");
        if (!scopes.isEmpty()) {
            client.scopes(scopes.split(" ", -1));
        }
        if (members.get("client_name") instanceof String name) {
            client.name(name);
        }
        if (members.get("jwks") instanceof String document) {
            client.jwks(document);
        }
        if (members.get("jwks_uri") instanceof String uri) {
            client.jwksUri(uri);
        }
        if (members.get("access_token_format") instanceof String format) {
            client.accessTokenFormat(format);
        }
        if (Boolean.TRUE.equals(members.get("introspects_every_token"))) {
            client.introspectsEveryToken();
        }
        return client.build();
    }

    private static Client.Builder builder(ClientId id, ClientAuthenticationMethod method) {
        return method.equals(ClientAuthenticationMethod.NONE)
                ? Client.publicClient(id.value())
                : Client.confidential(id.value(), method);
    }

    private static <T> List<String> texts(Collection<T> all, Function<T, String> text) {
        return all.stream().map(text).sorted().toList();
    }

    private static String string(Map<String, Object> members, String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    private static List<?> list(Map<String, Object> members, String name) {
        return members.get(name) instanceof List<?> elements ? elements : List.of();
    }

    private static void each(Map<String, Object> members, String name, Consumer<String> use) {
        list(members, name).forEach(element -> use.accept(String.valueOf(element)));
    }
}
