// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import com.google.inject.Module;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.core.settings.ConfiguredSamlIssuer;
import io.symbolon.oauth.saml.SamlBearerGrantModule;
import io.symbolon.oauth.saml.TrustedSamlIssuer;
import java.util.List;

/** The SAML issuers of a configuration, as the SAML bearer grant wants them. */
final class SamlIssuers {

    private SamlIssuers() {}

    /**
     * The grant that takes their assertions.
     *
     * @throws StartException if one of their keys is too weak
     */
    static Module grantFor(List<ConfiguredSamlIssuer> issuers) {
        try {
            return new SamlBearerGrantModule(
                    issuers.stream().map(SamlIssuers::trusted).toArray(TrustedSamlIssuer[]::new));
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    private static TrustedSamlIssuer trusted(ConfiguredSamlIssuer configured) {
        TrustedSamlIssuer.Builder issuer = TrustedSamlIssuer.named(configured.issuer())
                .subjects(SubjectMapping.toAccount(configured.subjectPrefix()));
        configured.certificates().forEach(issuer::certificate);
        configured.audiences().forEach(issuer::audience);
        configured.scopes().forEach(scope -> issuer.scopes(scope.value()));
        configured.clients().forEach(client -> issuer.client(client.value()));
        return issuer.build();
    }
}
