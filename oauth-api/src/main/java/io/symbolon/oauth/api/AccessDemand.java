// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.util.Optional;

/**
 * What a resource server demands of an access token. Host code attaches it to a request; it is never read from the
 * request of whoever presents the token.
 *
 * @param scopes all of them must be granted; may be empty
 * @param resource the resource that must be in the token's audience
 * @param invokerUri where the call came from; must be registered by the token's client, compared as an exact string
 */
public record AccessDemand(Scopes scopes, Optional<ResourceUri> resource, Optional<String> invokerUri) {

    /** Any valid access token that holds these scopes. */
    public static AccessDemand of(Scope... scopes) {
        return new AccessDemand(Scopes.of(scopes), Optional.empty(), Optional.empty());
    }

    /** The same demand, for this resource. */
    public AccessDemand at(ResourceUri demandedResource) {
        return new AccessDemand(scopes, Optional.of(demandedResource), invokerUri);
    }

    /** The same demand, called from this invoker URI. */
    public AccessDemand from(String demandedInvokerUri) {
        return new AccessDemand(scopes, resource, Optional.of(demandedInvokerUri));
    }
}
