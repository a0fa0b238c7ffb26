// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.CodeChallenge;
import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.ResponseMode;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.VerifiedRedirectUri;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.authorization.Prompt;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientReads;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import io.symbolon.oauth.core.internal.http.Form;
import io.symbolon.oauth.core.internal.token.RequestedAccess;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads authorization requests (RFC 6749 §4.1.1) in two steps: first who asks and where the answer may go, which is told to
 * the person when it is wrong; then everything else, which is told to the client.
 */
@Singleton
final class AuthorizationRequests {

    private static final Parameter<ClientId> CLIENT_ID = Parameter.required("client_id", ClientId::new);
    private static final Parameter<Optional<RedirectUri>> REDIRECT_URI =
            Parameter.optional("redirect_uri", RedirectUri::new);

    private static final Parameter<Optional<String>> STATE =
            Parameter.optional("state", AuthorizationRequests::visible);
    private static final Parameter<ResponseType> RESPONSE_TYPE = Parameter.required("response_type", ResponseType::new);
    private static final Parameter<Optional<Scopes>> SCOPE =
            Parameter.optional("scope", Scopes::parse).refusedAs(OAuthException::invalidScope);
    private static final Parameter<List<ResourceUri>> RESOURCE =
            Parameter.repeatable("resource", ResourceUri::new).refusedAs(OAuthException::invalidTarget);
    private static final Parameter<Optional<CodeChallenge>> CODE_CHALLENGE =
            Parameter.optional("code_challenge", CodeChallenge::parse);
    private static final Parameter<Optional<String>> CODE_CHALLENGE_METHOD =
            Parameter.optional("code_challenge_method", AuthorizationRequests::s256);
    private static final Parameter<Optional<String>> NONCE =
            Parameter.optional("nonce", AuthorizationRequests::visible);
    private static final Parameter<Optional<Set<Prompt>>> PROMPT = Parameter.optional("prompt", Prompt::parse);
    private static final Parameter<Optional<Duration>> MAX_AGE =
            Parameter.optional("max_age", AuthorizationRequests::seconds);
    private static final Parameter<Optional<String>> LOGIN_HINT =
            Parameter.optional("login_hint", AuthorizationRequests::hint);
    private static final Parameter<Optional<ResponseMode>> RESPONSE_MODE =
            Parameter.optional("response_mode", AuthorizationRequests::mode);
    private static final Parameter<Optional<String>> REQUEST = Parameter.optional("request", String::valueOf);
    private static final Parameter<Optional<String>> REQUEST_URI = Parameter.optional("request_uri", String::valueOf);

    /** Client and redirect URI. */
    static final List<Parameter<?>> FIRST = List.of(CLIENT_ID, REDIRECT_URI);

    /** Everything else. */
    static final List<Parameter<?>> REST = List.of(
            RESPONSE_TYPE,
            STATE,
            SCOPE,
            RESOURCE,
            CODE_CHALLENGE,
            CODE_CHALLENGE_METHOD,
            NONCE,
            PROMPT,
            MAX_AGE,
            LOGIN_HINT,
            RESPONSE_MODE,
            REQUEST,
            REQUEST_URI);

    private final ClientReads clients;
    private final RequestedAccess access;
    private final ResponseTypeHandlers handlers;

    @Inject
    AuthorizationRequests(ClientReads clients, RequestedAccess access, ResponseTypeHandlers handlers) {
        this.clients = clients;
        this.access = access;
        this.handlers = handlers;
    }

    /**
     * Who asks, and where the answer goes.
     *
     * @param client the client, active
     * @param redirectUri a URI of its own
     * @param presented whether the request named it
     * @param state to be returned with whatever is answered; empty if there is none, or none that can be returned
     * @param mode where in the redirect URI the answer stands
     */
    record Addressee(
            Client client, VerifiedRedirectUri redirectUri, boolean presented, String state, ResponseMode mode) {}

    /**
     * The first step.
     *
     * @throws OAuthException for the person at the browser: nothing may be sent to the client
     */
    Addressee addressee(Form form) {
        refuseRepeatsOfFirst(form);
        Parameters first = Parameters.read(FIRST, form);
        Client client = clients.find(first.get(CLIENT_ID))
                .filter(Client::isActive)
                .orElseThrow(() -> OAuthException.invalidRequest("the application is unknown here")
                        .refusedBy("unknown-client"));
        Optional<RedirectUri> presented = first.get(REDIRECT_URI);
        VerifiedRedirectUri verified = presented.isPresent()
                ? client.redirectUris()
                        .verify(presented.get())
                        .orElseThrow(() -> OAuthException.invalidRequest(
                                        "the redirect_uri is not one that the application registered")
                                .refusedBy("unregistered-redirect-uri"))
                : client.redirectUris()
                        .only()
                        .orElseThrow(() -> OAuthException.invalidRequest(
                                        "the application must say which redirect_uri it wants")
                                .refusedBy("missing:redirect_uri"));
        return new Addressee(
                client,
                verified,
                presented.isPresent(),
                returnableState(form),
                handlers.modeOf(form.values(RESPONSE_TYPE.name())));
    }

    /**
     * The second step.
     *
     * @throws OAuthException for the client
     */
    AuthorizationRequest read(Addressee addressee, Form form, Instant at) {
        form.refuseRepeats(REST);
        refuseRequestObjects(form);
        Parameters rest = Parameters.read(REST, form);
        Client client = addressee.client();
        ResponseType responseType = rest.get(RESPONSE_TYPE);
        ResponseTypeHandler handler = handlers.find(responseType)
                .orElseThrow(() ->
                        OAuthException.unsupportedResponseType("this server does not support this response_type"));
        if (!client.responseTypes().contains(responseType)) {
            throw OAuthException.unauthorizedClient("this client is not registered for this response_type");
        }
        if (rest.get(RESPONSE_MODE).filter(mode -> mode != addressee.mode()).isPresent()) {
            // OAuth 2.0 Multiple Response Types §3.0: a token never stands in a query
            throw OAuthException.invalidRequest("this response_type has another response_mode; leave it out")
                    .refusedBy("other-response-mode");
        }
        if (handler.artifacts().contains(Artifact.AUTHORIZATION_CODE)) {
            demandChallenge(rest);
        }
        return new AuthorizationRequest(
                client,
                addressee.redirectUri(),
                addressee.presented(),
                responseType,
                access.scopes(rest.get(SCOPE), client),
                access.resources(rest.get(RESOURCE)),
                rest.get(STATE),
                rest.get(CODE_CHALLENGE),
                rest.get(NONCE),
                rest.get(PROMPT).orElse(Set.of()),
                rest.get(MAX_AGE),
                rest.get(LOGIN_HINT),
                at);
    }

    // RFC 7636 §4.4.1, RFC 9700 §2.1.1: demanded of every client
    private static void demandChallenge(Parameters rest) {
        if (rest.get(CODE_CHALLENGE).isEmpty()) {
            throw OAuthException.invalidRequest("code_challenge is missing: PKCE with the method S256 is required")
                    .refusedBy("missing:code_challenge");
        }
        if (rest.get(CODE_CHALLENGE_METHOD).isEmpty()) {
            throw OAuthException.invalidRequest("code_challenge_method is missing: send S256")
                    .refusedBy("missing:code_challenge_method");
        }
    }

    /** Not even empty ones: of two, nobody knows which is meant. */
    private static void refuseRepeatsOfFirst(Form form) {
        for (Parameter<?> parameter : FIRST) {
            if (form.occurrences(parameter.name()) > 1) {
                throw OAuthException.invalidRequest("the parameter " + parameter + " must not be repeated")
                        .refusedBy("repeated:" + parameter);
            }
        }
    }

    /** OpenID Connect Core §6: request objects are not supported, and not passed over either. */
    private static void refuseRequestObjects(Form form) {
        if (form.has(REQUEST.name())) {
            throw OAuthException.extension(
                    new ErrorCode("request_not_supported"), 400, "this server does not take request objects");
        }
        if (form.has(REQUEST_URI.name())) {
            throw OAuthException.extension(
                    new ErrorCode("request_uri_not_supported"),
                    400,
                    "this server does not take request objects by reference");
        }
    }

    /** The state, if it can be sent back; where it cannot, the second step refuses. */
    private static String returnableState(Form form) {
        List<String> values = form.values(STATE.name());
        try {
            return values.size() == 1 ? visible(values.get(0)) : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** RFC 6749, Appendix A.5: VSCHAR. */
    private static String visible(String text) {
        if (text.length() > 2000 || !isVisible(text)) {
            throw new IllegalArgumentException("use at most 2000 visible ASCII characters");
        }
        return text;
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7E) {
                return false;
            }
        }
        return true;
    }

    private static String hint(String text) {
        if (text.length() > 255 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("use at most 255 characters");
        }
        return text;
    }

    private static String s256(String text) {
        if (!text.equals("S256")) {
            throw new IllegalArgumentException("the only method is S256");
        }
        return text;
    }

    private static ResponseMode mode(String text) {
        return switch (text) {
            case "query" -> ResponseMode.QUERY;
            case "fragment" -> ResponseMode.FRAGMENT;
            default -> throw new IllegalArgumentException("the only modes are query and fragment");
        };
    }

    private static Duration seconds(String text) {
        boolean digits = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw new IllegalArgumentException("use a whole number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
