// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.assertion;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.OptionalBinder;
import io.symbolon.oauth.api.assertion.AssertionLimits;
import io.symbolon.oauth.api.assertion.KeySetFetcher;
import io.symbolon.oauth.api.assertion.TrustedAssertions;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.core.internal.fetch.GuardedFetch;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** Binds what grants and client authentication verify assertions with. */
public final class AssertionModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), TrustedIssuer.class);
        bind(TrustedAssertions.class).to(RegisteredAssertions.class);
        OptionalBinder.newOptionalBinder(binder(), KeySetFetcher.class)
                .setDefault()
                .toProvider(StandardFetcher.class)
                .in(Singleton.class);
    }

    @Provides
    AssertionLimits limits(Settings settings) {
        return new AssertionLimits(settings.assertionLifetime(), settings.assertionClockTolerance());
    }

    /** Made when the first set is fetched at all. */
    private static final class StandardFetcher implements Provider<KeySetFetcher> {

        private final Settings settings;

        @Inject
        StandardFetcher(Settings settings) {
            this.settings = settings;
        }

        @Override
        public KeySetFetcher get() {
            return GuardedFetch.ofPlatform(settings.keyFetchTimeout(), settings.keyFetchLoopback());
        }
    }
}
