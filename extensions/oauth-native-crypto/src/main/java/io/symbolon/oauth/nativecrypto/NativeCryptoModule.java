// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.nativecrypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import io.symbolon.oauth.api.token.SignatureProvider;

/**
 * Has tokens signed and verified by the Amazon Corretto Crypto Provider, which is native code: several times faster with
 * RSA, dozens of times with ES256 and EdDSA. Where its library does not load, the platform's own implementation is used,
 * and an event says why. Hashes stay with the platform, which is faster with short ones, and the list of the platform's
 * providers stays as it is.
 *
 * <p>The class path has the library for Linux on x86-64. For another platform exclude it, and add the provider's jar for
 * that one: {@code linux-aarch_64}, {@code osx-aarch_64} or {@code osx-x86_64}.
 */
public final class NativeCryptoModule extends AbstractModule {

    @Override
    protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), SignatureProvider.class)
                .setBinding()
                .toInstance(found());
    }

    private static SignatureProvider found() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable failure = provider.getLoadingError();
        return failure == null
                ? SignatureProvider.of(provider)
                : SignatureProvider.unavailable(
                        "the native library of the Amazon Corretto Crypto Provider does not load: " + failure
                                + "; add its jar for this platform, or leave the module out");
    }
}
