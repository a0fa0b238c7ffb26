// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import java.security.Provider;
import java.util.Optional;

/**
 * By which implementation tokens are signed and verified: a plug-in may bring a faster one than the platform's. An
 * algorithm that it does not have, or that it understands otherwise than the platform, stays with the platform.
 *
 * @param provider the JCA provider; absent for the platform's own
 * @param unavailable why a provider that was meant to be used does not work on this machine; empty if none is missing
 */
public record SignatureProvider(Optional<Provider> provider, String unavailable) {

    /** The platform's own. */
    public static SignatureProvider ofPlatform() {
        return new SignatureProvider(Optional.empty(), "");
    }

    /** This one, wherever it has the algorithm. */
    public static SignatureProvider of(Provider provider) {
        return new SignatureProvider(Optional.of(provider), "");
    }

    /** The platform's own, since another one does not work here; the server goes on, and says so as an event. */
    public static SignatureProvider unavailable(String reason) {
        return new SignatureProvider(Optional.empty(), reason);
    }
}
