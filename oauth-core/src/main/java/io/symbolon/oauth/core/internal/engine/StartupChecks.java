// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.api.authorization.WaitingRequestReader;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.grant.GrantOrigin;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import io.symbolon.oauth.api.token.AccessTokenFormat;
import io.symbolon.oauth.core.internal.token.GrantOrigins;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must fit together before the first request: settings with plug-ins, and plug-ins with each other. */
public final class StartupChecks {

    private static final System.Logger LOG = System.getLogger("io.symbolon.oauth");

    @Inject
    StartupChecks(
            Settings settings,
            Set<ResponseTypeHandler> responseTypes,
            Set<WaitingRequestReader> waitingRequests,
            GrantOrigins origins,
            Set<AccessTokenFormat> formats,
            Set<ClientAuthenticator> authenticators) {
        if (!responseTypes.isEmpty() && settings.loginPage().isEmpty()) {
            throw new IllegalArgumentException(
                    "login_page is not set, but the authorization endpoint needs one: set it to"
                            + " the path of the application's login page, such as /login, or leave the authorization code grant"
                            + " out with withoutStandardGrants()");
        }
        if (!waitingRequests.isEmpty() && settings.loginPage().isEmpty()) {
            throw new IllegalArgumentException(
                    "login_page is not set, but whoever is asked to approve must sign in there:"
                            + " set it to the path of the application's login page, such as /login, or leave out "
                            + names(waitingRequests));
        }
        if (settings.isOAuth21() && !origins.legacy().isEmpty()) {
            throw new IllegalArgumentException("oauth21 is true, but OAuth 2.1 leaves out " + names(origins.legacy())
                    + ": leave their modules out, or set oauth21 to false");
        }
        origins.legacy()
                .forEach(origin -> LOG.log(
                        Level.WARNING,
                        "the grant type ''{0}'' ({1}) is installed, which OAuth 2.1 leaves out because there are safer"
                                + " ways; it is meant for clients that cannot be changed yet",
                        origin.grantType(),
                        origin.getClass().getName()));
        requireOneEach("access token format", formats, AccessTokenFormat::name);
        requireOneEach(
                "client authentication method",
                authenticators,
                each -> each.method().value());
        if (formats.stream().noneMatch(format -> format.name().equals(settings.defaultAccessTokenFormat()))) {
            throw new IllegalArgumentException("default_access_token_format is '" + settings.defaultAccessTokenFormat()
                    + "', but the installed formats are "
                    + formats.stream().map(AccessTokenFormat::name).sorted().toList());
        }
    }

    private static String names(Collection<?> plugIns) {
        return plugIns.stream()
                .map(plugIn -> plugIn instanceof GrantOrigin origin
                        ? "'" + origin.grantType() + "' (" + plugIn.getClass().getName() + ")"
                        : plugIn.getClass().getName())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static <T> void requireOneEach(String what, Set<T> plugIns, Function<T, String> name) {
        Map<String, T> seen = new HashMap<>();
        for (T plugIn : plugIns) {
            T other = seen.put(name.apply(plugIn), plugIn);
            if (other != null) {
                throw new IllegalArgumentException("two plug-ins are installed for the " + what + " "
                        + name.apply(plugIn) + ": " + other.getClass().getName() + " and "
                        + plugIn.getClass().getName());
            }
        }
    }
}
