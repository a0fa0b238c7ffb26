// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.VerifiedRedirectUri;
import io.symbolon.oauth.api.client.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a resource owner is asked to approve, whichever way it came: the client is known and active, the scopes and
 * resources are registered and within what the client may have.
 *
 * @param client who asks
 * @param scopes what is asked for
 * @param resources the resources asked for (RFC 8707 §2); may be empty
 * @param redirectUri where the browser goes afterwards; absent if it stays with this server
 * @param prompts what the client wants the resource owner to be shown
 * @param maxAge how old a login may be
 * @param loginHint whom the client expects
 * @param receivedAt when the browser was last seen
 */
public record ApprovalRequest(
        Client client,
        Scopes scopes,
        Set<ResourceUri> resources,
        Optional<VerifiedRedirectUri> redirectUri,
        Set<Prompt> prompts,
        Optional<Duration> maxAge,
        Optional<String> loginHint,
        Instant receivedAt) {

    public ApprovalRequest {
        resources = Set.copyOf(resources);
        prompts = Set.copyOf(prompts);
    }

    /** Whether the resource owner must not be shown a page. */
    public boolean isSilent() {
        return prompts.contains(Prompt.NONE);
    }

    /**
     * Whether a login of this instant can be used without asking again: no fresh one is demanded, and it is young enough
     * for {@code max_age} (OpenID Connect Core §3.1.2.1).
     */
    public boolean acceptsLoginOf(Instant authenticatedAt) {
        return !prompts.contains(Prompt.LOGIN)
                && maxAge.map(age -> !authenticatedAt.plus(age).isBefore(receivedAt))
                        .orElse(true);
    }

    /** Whether it matters to the client with which account: it names one, or wants the resource owner to choose. */
    public boolean concernsAccount() {
        return loginHint.isPresent() || prompts.contains(Prompt.SELECT_ACCOUNT);
    }
}
