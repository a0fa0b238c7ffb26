// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Header;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.store.StoreFullException;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.core.internal.http.Form;
import io.symbolon.oauth.core.internal.http.JsonObject;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The server: finds the endpoint for a path and runs it in the one order that no plug-in can shorten: method, size, charset
 * and repeats, then who asks, then the declared parameters, then the endpoint. It is the outermost frame: whatever is thrown
 * inside becomes a response here.
 */
@Singleton
public final class Engine implements AuthorizationServer {

    /** What every response has, whoever made it (RFC 9700 §4.2.4). */
    private static final List<Header> ALWAYS =
            List.of(new Header("Referrer-Policy", "no-referrer"), new Header("X-Content-Type-Options", "nosniff"));

    /** The same, and that nobody stores it, unless the endpoint says how long (RFC 6749 §5.1). */
    private static final List<Header> ALWAYS_AND_NEVER_STORED = List.of(
            ALWAYS.get(0), ALWAYS.get(1), new Header("Cache-Control", "no-store"), new Header("Pragma", "no-cache"));

    private record Mounted(Endpoint endpoint, List<Parameter<?>> allParameters) {}

    private final Map<String, Mounted> mounts = new LinkedHashMap<>();
    private final Mounted tokenEndpoint;
    private final Mounted authorizationEndpoint;
    private final ClientAuthentication clientAuthentication;
    private final BearerAuthentication bearerAuthentication;
    private final CrossOriginRules crossOrigin;
    private final Refusals refusals;
    private final InFlight inFlight = new InFlight();
    private final Set<AutoCloseable> owned;
    private final int maxQueryLength;

    @Inject
    Engine(
            Issuer issuer,
            Set<Endpoint> endpoints,
            ClientAuthentication clientAuthentication,
            BearerAuthentication bearerAuthentication,
            CrossOriginRules crossOrigin,
            Refusals refusals,
            OwnedResources owned,
            Settings settings) {
        for (Endpoint endpoint : endpoints) {
            Mounted mounted = new Mounted(endpoint, allParameters(endpoint));
            for (String path : endpoint.paths(issuer)) {
                Mounted other = mounts.put(path, mounted);
                if (other != null) {
                    throw new IllegalArgumentException("two endpoints are mounted at " + path + ": "
                            + other.endpoint().getClass().getName() + " and "
                            + endpoint.getClass().getName());
                }
            }
        }
        this.tokenEndpoint = at(issuer, "/token");
        this.authorizationEndpoint = at(issuer, "/authorize");
        this.clientAuthentication = clientAuthentication;
        this.bearerAuthentication = bearerAuthentication;
        this.crossOrigin = crossOrigin;
        this.refusals = refusals;
        this.owned = owned.all();
        this.maxQueryLength = settings.maxQueryLength();
        owned.start();
    }

    @Override
    public Response handle(Request request) {
        Mounted mounted = mounts.get(request.path());
        return mounted == null ? notFound() : run(mounted, request);
    }

    @Override
    public Response authorize(Request request) {
        if (!request.method().equals("POST")) {
            return run(authorizationEndpoint, request);
        }
        boolean forTokens;
        try {
            Form form = Form.ofBody(request);
            forTokens = form.has("grant_type");
            if (forTokens && (form.has("response_type") || form.has("request") || form.has("request_uri"))) {
                throw OAuthException.invalidRequest("grant_type and response_type do not go together")
                        .refusedBy("grant-type-and-response-type");
            }
        } catch (OAuthException e) {
            return finished(
                    refusals.document(e, request, tokenEndpoint.endpoint().path(), Optional.empty()));
        }
        return run(forTokens ? tokenEndpoint : authorizationEndpoint, request);
    }

    @Override
    public Response authenticate(Request request) {
        if (request.demand().isEmpty()) {
            throw new IllegalArgumentException("attach what you demand with request.demanding(...) first");
        }
        try {
            inFlight.enter();
            return bearerAuthentication.authenticate(request, request.demand().get());
        } catch (OAuthException e) {
            return finished(refusals.document(e, request, "authenticate", Optional.empty()));
        } catch (StoreUnavailableException e) {
            return finished(
                    refusals.document(refusals.unavailable(e, request), request, "authenticate", Optional.empty()));
        } catch (RuntimeException e) {
            return finished(refusals.broken(e, request, "authenticate", false));
        } finally {
            inFlight.leave();
        }
    }

    @Override
    public List<String> mounts() {
        return List.copyOf(mounts.keySet());
    }

    /** The installed endpoints. */
    public List<Endpoint> endpoints() {
        return mounts.values().stream().map(Mounted::endpoint).distinct().toList();
    }

    @Override
    public void close() {
        if (inFlight.close(Duration.ofSeconds(10))) {
            owned.forEach(Engine::close);
            LastLinkedRecord.forget();
        }
    }

    private Response run(Mounted mounted, Request request) {
        Endpoint endpoint = mounted.endpoint();
        boolean forPerson = endpoint.errorReader() == Endpoint.ErrorReader.PERSON;
        Optional<ClientId> client = Optional.empty();
        try {
            inFlight.enter();
            if (request.method().equals("OPTIONS")) {
                return crossOrigin.preflight(endpoint, request);
            }
            Form form = form(mounted, request);
            Optional<AuthenticatedClient> authenticated = Optional.empty();
            if (endpoint.clientAuthentication() != Endpoint.ClientAuthentication.NOT_ASKED) {
                authenticated =
                        Optional.of(clientAuthentication.authenticate(endpoint.clientAuthentication(), request, form));
                client = authenticated.map(AuthenticatedClient::clientId);
            }
            Parameters parameters = Parameters.read(endpoint.parameters(), form);
            Response response = endpoint.handle(new EndpointRequest(request, parameters, form, authenticated));
            return finished(crossOrigin.applied(response, endpoint, request, authenticated));
        } catch (OAuthException e) {
            return finished(crossOrigin.appliedToError(refused(e, request, endpoint, client), endpoint, request));
        } catch (StoreFullException e) {
            return finished(refused(refusals.full(e, request), request, endpoint, client));
        } catch (StoreUnavailableException e) {
            return finished(refused(refusals.unavailable(e, request), request, endpoint, client));
        } catch (RuntimeException | StackOverflowError e) {
            return finished(refusals.broken(e, request, endpoint.path(), forPerson));
        } finally {
            inFlight.leave();
        }
    }

    private Response refused(OAuthException refusal, Request request, Endpoint endpoint, Optional<ClientId> client) {
        Response response = endpoint.errorReader() == Endpoint.ErrorReader.PERSON
                ? refusals.page(refusal, request, endpoint.path(), client)
                : refusals.document(refusal, request, endpoint.path(), client);
        return refusal.status() == 405 ? response.with("Allow", String.join(", ", endpoint.methods())) : response;
    }

    private Form form(Mounted mounted, Request request) {
        if (request.query().length() > maxQueryLength) {
            throw OAuthException.requestTooLarge("the query is too long").refusedBy("query-length");
        }
        Set<String> methods = mounted.endpoint().methods();
        boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
        if (!methods.contains(reading ? "GET" : request.method())) {
            throw OAuthException.methodNotAllowed("use " + String.join(" or ", methods))
                    .refusedBy("method");
        }
        Form form = reading ? Form.ofQuery(request) : Form.ofBody(request);
        if (!mounted.endpoint().refusesRepeats()) {
            form.refuseRepeats(mounted.allParameters());
        }
        if (!reading && !request.query().isEmpty()) {
            refuseInQuery(Form.ofQuery(request), mounted);
        }
        return form;
    }

    /** RFC 6749 §2.3.1, §3.2, RFC 7662 §2.1: what belongs into the body is never taken from, nor shown in, a URI. */
    private static void refuseInQuery(Form query, Mounted mounted) {
        for (Parameter<?> parameter : mounted.allParameters()) {
            if (query.occurrences(parameter.name()) > 0) {
                throw OAuthException.invalidRequest("send " + parameter.name() + " in the body, not in the URI")
                        .refusedBy("parameter-in-query");
            }
        }
        if (query.occurrences("client_secret") > 0) {
            throw OAuthException.invalidRequest("never send client_secret in a URI")
                    .refusedBy("secret-in-query");
        }
    }

    static Response finished(Response response) {
        return response.with(response.header("Cache-Control").isPresent() ? ALWAYS : ALWAYS_AND_NEVER_STORED);
    }

    private static Response notFound() {
        return finished(Response.status(404)
                .json(new JsonObject()
                        .put("error", "invalid_request")
                        .put("error_description", "there is no endpoint at this path")
                        .toBody())
                .build());
    }

    private Mounted at(Issuer issuer, String path) {
        Mounted mounted = mounts.get(issuer.path() + path);
        if (mounted == null) {
            throw new IllegalArgumentException("no endpoint is mounted at " + issuer.path() + path);
        }
        return mounted;
    }

    private static List<Parameter<?>> allParameters(Endpoint endpoint) {
        List<Parameter<?>> all = new ArrayList<>(endpoint.parameters());
        all.addAll(endpoint.furtherParameters());
        return List.copyOf(all);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "could not close " + resource.getClass().getName(), e);
        }
    }
}
