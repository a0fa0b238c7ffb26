// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scopes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * An identity provider of a configuration whose SAML assertions count (RFC 7522), for a program that installs the SAML bearer
 * grant of {@code oauth-saml}. Nothing else reads it.
 *
 * @param issuer the {@code Issuer} of its assertions, compared as an exact string
 * @param certificates with the keys that it signs with; at least one
 * @param audiences by which names it may call this server, besides the issuer identifier and the token endpoint
 * @param subjectPrefix what stands before the {@code NameID} of its assertions to make the account here; may be empty
 * @param scopes the most that is granted on its word
 * @param clients the clients that may present its assertions; empty if all may
 */
public record ConfiguredSamlIssuer(
        String issuer,
        List<X509Certificate> certificates,
        Set<String> audiences,
        String subjectPrefix,
        Scopes scopes,
        Set<ClientId> clients) {

    public ConfiguredSamlIssuer {
        certificates = List.copyOf(certificates);
        audiences = Set.copyOf(audiences);
        clients = Set.copyOf(clients);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a SAML issuer needs a certificate with the key that it signs with");
        }
    }
}
