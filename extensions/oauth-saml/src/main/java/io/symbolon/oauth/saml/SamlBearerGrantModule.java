// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.symbolon.oauth.api.grant.GrantHandler;
import java.util.List;

/**
 * Installs the SAML 2.0 bearer grant (RFC 7522 §2.1), {@link io.symbolon.oauth.api.GrantType#SAML2_BEARER}. It takes
 * assertions of these issuers, and of those that other modules add to the set of {@link TrustedSamlIssuer}. How long an
 * assertion may be valid, and how wrong its maker's clock may be, are the server's settings for assertions.
 *
 * <p>The mapping of an issuer's subjects gets the text of the {@code NameID}, and as claims {@code iss}, {@code sub}, {@code
 * attributes} (an object with a list of texts for each attribute's name), and where the assertion has them {@code
 * name_id_format}, {@code name_qualifier} and {@code sp_name_qualifier}.
 */
public final class SamlBearerGrantModule extends AbstractModule {

    private final List<TrustedSamlIssuer> trusted;

    /** The grant for assertions of these issuers. */
    public SamlBearerGrantModule(TrustedSamlIssuer... trusted) {
        this.trusted = List.of(trusted);
    }

    @Override
    protected void configure() {
        Multibinder<TrustedSamlIssuer> issuers = newSetBinder(binder(), TrustedSamlIssuer.class);
        trusted.forEach(issuer -> issuers.addBinding().toInstance(issuer));
        newSetBinder(binder(), GrantHandler.class).addBinding().to(SamlBearerGrant.class);
    }
}
