// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.JwksUri;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part {@code clients} of a configuration, with the names and defaults of RFC 7591 §2. */
final class ClientSection {

    static final String FORM = "a list of objects, [{ \"client_id\": ... }]";

    static final Member CLIENT_ID =
            new Member("client_id", "1 to 255 visible ASCII characters", Member.REQUIRED, "The client identifier.");
    static final Member CLIENT_SECRET = new Member(
            "client_secret",
            "a random string of at least 32 characters, preferably ${NAME} or ${file:path}",
            Member.NONE,
            "The secret that the client authenticates with; kept as a digest only.");
    static final Member CLIENT_SECRET_HASH = new Member(
            "client_secret_hash",
            "an object with scheme and hash",
            Member.NONE,
            "The hash of a secret that comes from another server. It may stand beside client_secret while one replaces"
                    + " the other.");
    static final Member CLIENT_NAME =
            new Member("client_name", "1 to 200 characters", "the client_id", "What people read on the consent page.");
    static final Member REDIRECT_URIS = new Member(
            "redirect_uris",
            "a list of URIs",
            Member.NONE,
            "Where answers may be sent, compared as exact strings; only the port of a loopback address may differ.");
    static final Member GRANT_TYPES = new Member(
            "grant_types",
            "a list such as [\"authorization_code\", \"refresh_token\"]",
            "[\"authorization_code\"]",
            "The grant types that it may use.");
    static final Member RESPONSE_TYPES = new Member(
            "response_types",
            "a list such as [\"code\"]",
            "[\"code\"] with the grant type authorization_code, otherwise none",
            "The response types that it may use. code goes with the grant type authorization_code, token with implicit.");
    static final Member SCOPE = new Member(
            "scope",
            "a string of scope tokens separated by spaces",
            Member.NONE,
            "The most that it is ever granted, and what it gets where it names no scope. Each scope must be declared under"
                    + " scopes or by a resource.");
    static final Member TOKEN_ENDPOINT_AUTH_METHOD = new Member(
            "token_endpoint_auth_method",
            "one name, such as client_secret_basic, private_key_jwt or none",
            "client_secret_basic",
            "The one way in which it authenticates; none makes it a public client. private_key_jwt needs jwks or jwks_uri;"
                    + " with client_secret_jwt, the secret is kept in clear, in memory only.");
    static final Member JWKS =
            new Member("jwks", PublicKeys.FORM, Member.NONE, "Its public keys (RFC 7517 §5). No private key is taken.");
    static final Member JWKS_URI = new Member(
            "jwks_uri",
            "an https URI",
            Member.NONE,
            "Where it publishes its public keys, instead of jwks. They are fetched when needed, from public addresses only.");
    static final Member REQUIRE_CONSENT =
            new Member("require_consent", "true or false", "true", "Whether people are asked before it gets anything.");
    static final Member INTROSPECT_EVERY_TOKEN = new Member(
            "introspect_every_token",
            "true or false",
            "false",
            "Whether it is a resource server that may ask about every token.");
    static final Member SERVES = new Member(
            "serves",
            "a list of URIs out of resources",
            Member.NONE,
            "The resources that it is the resource server of: it may ask about tokens for them.");
    static final Member INVOKER_URIS = new Member(
            "invoker_uris",
            "a list of absolute URIs",
            Member.NONE,
            "Where its calls to resources come from, compared as exact strings.");
    static final Member CORS_ORIGINS = new Member(
            "cors_origins",
            "a list of origins such as https://app.example.com",
            Member.NONE,
            "The origins of its pages that may call the server from a browser.");
    static final Member ACCESS_TOKEN_FORMAT = new Member(
            "access_token_format",
            "the name of a format, such as opaque or at+jwt",
            "default_access_token_format",
            "The format of its access tokens, where the resource names none.");
    static final List<Member> MEMBERS = List.of(
            CLIENT_ID,
            CLIENT_SECRET,
            CLIENT_SECRET_HASH,
            CLIENT_NAME,
            REDIRECT_URIS,
            GRANT_TYPES,
            RESPONSE_TYPES,
            SCOPE,
            TOKEN_ENDPOINT_AUTH_METHOD,
            JWKS,
            JWKS_URI,
            REQUIRE_CONSENT,
            INTROSPECT_EVERY_TOKEN,
            SERVES,
            INVOKER_URIS,
            CORS_ORIGINS,
            ACCESS_TOKEN_FORMAT);

    static final Member SCHEME = new Member(
            "scheme",
            "a name, such as sha256 or that of an installed scheme",
            Member.REQUIRED,
            "How the secret was hashed: sha256 for the SHA-256 digest in base64url, or an installed scheme.");
    static final Member HASH =
            new Member("hash", "the hash in the scheme's own encoding", Member.REQUIRED, "What the secret became.");
    static final List<Member> HASH_MEMBERS = List.of(SCHEME, HASH);

    private final Set<String> scopesDeclared;
    private final Set<String> resourcesDeclared;
    private final Problems problems;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final Map<ClientId, Secret> macSecrets = new LinkedHashMap<>();

    private ClientSection(Set<String> scopesDeclared, Set<String> resourcesDeclared, Problems problems) {
        this.scopesDeclared = scopesDeclared;
        this.resourcesDeclared = resourcesDeclared;
        this.problems = problems;
    }

    /** Reads the clients, whose scopes and resources must be among the declared ones. */
    static ConfiguredClients read(ConfiguredValue section, Set<String> scopesDeclared, Set<String> resourcesDeclared) {
        ClientSection reading = new ClientSection(scopesDeclared, resourcesDeclared, section.problems());
        section.elements(FORM)
                .orElse(List.of())
                .forEach(element -> ConfiguredObject.of(element, MEMBERS).ifPresent(reading::read));
        return new ConfiguredClients(List.copyOf(reading.clients.values()), reading.macSecrets);
    }

    private void read(ConfiguredObject object) {
        Optional<ClientId> clientId = object.require(CLIENT_ID, ClientId::new);
        Client.Builder client = started(clientId, method(object));
        object.find(CLIENT_NAME, client::name);
        readCredentials(object, client);
        readGrants(object, client);
        object.find(SCOPE, list -> DeclaredScopes.parse(list, scopesDeclared, problems))
                .ifPresent(scopes -> scopes.forEach(scope -> client.scopes(scope.value())));
        object.each(SERVES, "an absolute URI", this::declaredResource).forEach(client::serves);
        object.each(REDIRECT_URIS, "an absolute URI, such as https://app.example.com/callback", client::redirectUri);
        object.each(INVOKER_URIS, "an absolute URI", uri -> client.invokerUri(absolute(uri)));
        object.each(CORS_ORIGINS, "an origin, such as https://app.example.com", client::corsOrigin);
        object.find(ACCESS_TOKEN_FORMAT, format -> client.accessTokenFormat(SettingType.Name.parse(format)));
        client.consentRequired(object.flag(REQUIRE_CONSENT, true));
        if (object.flag(INTROSPECT_EVERY_TOKEN, false)) {
            client.introspectsEveryToken();
        }
        clientId.ifPresent(identifier -> finish(object, identifier, client));
    }

    private static Optional<ClientAuthenticationMethod> method(ConfiguredObject object) {
        return object.find(TOKEN_ENDPOINT_AUTH_METHOD, ClientAuthenticationMethod::new);
    }

    /** Without an identifier there will be no client, but the rest of it is still looked at. */
    private static Client.Builder started(Optional<ClientId> clientId, Optional<ClientAuthenticationMethod> written) {
        String identifier = clientId.map(ClientId::value).orElse("?");
        ClientAuthenticationMethod method = written.orElse(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return method.equals(ClientAuthenticationMethod.NONE)
                ? Client.publicClient(identifier)
                : Client.confidential(identifier, method);
    }

    private static void readCredentials(ConfiguredObject object, Client.Builder client) {
        object.find(CLIENT_SECRET, text -> client.secret(HashedSecret.sha256(Secret.of(text))));
        object.find(CLIENT_SECRET_HASH.name())
                .flatMap(value -> ConfiguredObject.of(value, HASH_MEMBERS))
                .ifPresent(hash -> readHash(hash, client));
        object.find(JWKS.name()).flatMap(PublicKeys::read).ifPresent(client::jwks);
        object.find(JWKS_URI, uri -> new JwksUri(uri).value()).ifPresent(client::jwksUri);
        boolean secretExpected = !object.has(TOKEN_ENDPOINT_AUTH_METHOD);
        if (secretExpected && !object.has(CLIENT_SECRET) && !object.has(CLIENT_SECRET_HASH)) {
            object.refuse(
                    "client_secret is missing; write one, or \"token_endpoint_auth_method\": \"none\" if the client"
                            + " cannot keep a secret");
        }
    }

    private static void readHash(ConfiguredObject hash, Client.Builder client) {
        Optional<String> scheme = hash.require(SCHEME, SettingType.Name::parse);
        Optional<String> encoded = hash.require(HASH, ClientSection::notEmpty);
        if (scheme.isPresent() && encoded.isPresent()) {
            if (scheme.get().equals(HashedSecret.SHA_256) && !isSha256(encoded.get())) {
                hash.refuse(
                        HASH, "is no SHA-256 digest; write its 32 bytes in base64url, 43 characters without padding");
            }
            client.secret(new HashedSecret(scheme.get(), encoded.get()));
        }
    }

    private static boolean isSha256(String encoded) {
        try {
            return encoded.length() == 43 && Base64.getUrlDecoder().decode(encoded).length == 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void readGrants(ConfiguredObject object, Client.Builder client) {
        List<GrantType> grantTypes = object.has(GRANT_TYPES)
                ? object.each(GRANT_TYPES, "a grant type, such as authorization_code", GrantType::new)
                : List.of(GrantType.AUTHORIZATION_CODE);
        List<ResponseType> standard =
                grantTypes.contains(GrantType.AUTHORIZATION_CODE) ? List.of(ResponseType.CODE) : List.of();
        List<ResponseType> responseTypes = object.has(RESPONSE_TYPES)
                ? object.each(RESPONSE_TYPES, "a response type, such as code", ResponseType::new)
                : standard;
        grantTypes.forEach(client::grantType);
        responseTypes.forEach(client::responseType);
        if (object.isSound()) {
            refuseHalf(object, GrantType.AUTHORIZATION_CODE, grantTypes, ResponseType.CODE, responseTypes);
            refuseHalf(object, GrantType.IMPLICIT, grantTypes, ResponseType.TOKEN, responseTypes);
        }
    }

    /** RFC 7591 §2.1: the grant type and the response type of one flow come together. */
    private static void refuseHalf(
            ConfiguredObject object,
            GrantType grantType,
            List<GrantType> grantTypes,
            ResponseType responseType,
            List<ResponseType> responseTypes) {
        if (grantTypes.contains(grantType) && !responseTypes.contains(responseType)) {
            object.refuse(
                    RESPONSE_TYPES,
                    "the grant type " + grantType + " needs the response type " + responseType
                            + "; add it, or remove the grant type");
        }
        if (responseTypes.contains(responseType) && !grantTypes.contains(grantType)) {
            object.refuse(
                    GRANT_TYPES,
                    "the response type " + responseType + " needs the grant type " + grantType
                            + "; add it, or remove the response type");
        }
    }

    private ResourceUri declaredResource(String uri) {
        ResourceUri resource = new ResourceUri(uri);
        if (!resourcesDeclared.contains(uri)) {
            throw new IllegalArgumentException("the resource '" + Spelling.printable(uri) + "' is not declared; "
                    + Spelling.hint(uri, problems.showable(resourcesDeclared)));
        }
        return resource;
    }

    private static String absolute(String uri) {
        if (!URI.create(uri).isAbsolute()) {
            throw new IllegalArgumentException("an invoker URI is absolute");
        }
        return uri;
    }

    private static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("it must not be empty");
        }
        return text;
    }

    private void finish(ConfiguredObject object, ClientId identifier, Client.Builder client) {
        if (!object.isSound()) {
            return;
        }
        try {
            Client built = client.build();
            if (built.authenticationMethod().equals(ClientAuthenticationMethod.CLIENT_SECRET_JWT)) {
                object.find(CLIENT_SECRET, Secret::of).ifPresent(secret -> macSecrets.put(identifier, secret));
            }
            if (clients.putIfAbsent(identifier.value(), built) != null) {
                object.refuse(CLIENT_ID, "the same client_id is declared further up; choose another");
            }
        } catch (IllegalArgumentException e) {
            // The place tells which client it is; its identifier may have been filled in.
            object.refuse(String.valueOf(e.getMessage()).replace("client '" + identifier + "' ", ""));
        }
    }
}
