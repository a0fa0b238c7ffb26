// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.Optional;
import java.util.stream.Stream;

/** A module whose classes the rules look at. */
enum ReactorModule {
    API("oauth-api", "..oauth.api..", Audience.PUBLISHED, 90),
    CORE("oauth-core", "..oauth.core..", Audience.PUBLISHED, 90),
    TESTKIT("oauth-testkit", "..oauth.testkit..", Audience.PUBLISHED, 10),
    JDBC("oauth-jdbc", "..oauth.jdbc..", Audience.PUBLISHED, 10),
    NATIVE_CRYPTO("extensions/oauth-native-crypto", "..oauth.nativecrypto..", Audience.PUBLISHED, 1),
    SAML("extensions/oauth-saml", "..oauth.saml..", Audience.PUBLISHED, 10),
    SERVLET("oauth-servlet-adapter", "..oauth.servlet..", Audience.PUBLISHED, 10),
    QUICKSTART("samples/quickstart", "..oauth.samples.quickstart..", Audience.SAMPLE, 1),
    EXISTING_APP("samples/existing-app", "..oauth.samples.existing..", Audience.SAMPLE, 1);

    private enum Audience {
        PUBLISHED,
        SAMPLE
    }

    private final String folder;
    private final String packages;
    private final Audience audience;
    private final int fewest;

    ReactorModule(String folder, String packages, Audience audience, int fewest) {
        this.folder = folder;
        this.packages = packages;
        this.audience = audience;
        this.fewest = fewest;
    }

    /** Where it stands, as the parent lists it. */
    String folder() {
        return folder;
    }

    /** Its packages, in the way ArchUnit writes them. */
    String packages() {
        return packages;
    }

    /** The fewest classes that it has for certain; with fewer, something went wrong when they were read. */
    int fewest() {
        return fewest;
    }

    boolean isPublished() {
        return audience == Audience.PUBLISHED;
    }

    boolean has(JavaClass type) {
        return PackageMatcher.of(packages).matches(type.getPackageName());
    }

    static Optional<ReactorModule> of(JavaClass type) {
        return Stream.of(values()).filter(module -> module.has(type)).findFirst();
    }

    /** Classes of the modules that applications depend on. */
    static DescribedPredicate<JavaClass> published() {
        return DescribedPredicate.describe(
                "are published",
                type -> of(type).filter(ReactorModule::isPublished).isPresent());
    }

    /** Classes of published modules that run in an application, not only in its tests. */
    static DescribedPredicate<JavaClass> inProduction() {
        return DescribedPredicate.describe(
                "run in production",
                type -> of(type).filter(module -> module.isPublished() && module != TESTKIT)
                        .isPresent());
    }
}
