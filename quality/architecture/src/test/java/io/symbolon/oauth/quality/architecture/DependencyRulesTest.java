// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Header;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import io.symbolon.oauth.api.token.AccessTokenFormat;
import io.symbolon.oauth.api.token.SigningKey;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
final class DependencyRulesTest {

    static final ArchRule API_DEPENDS_ONLY_ON_THE_JDK_AND_JSPECIFY = classes()
            .that()
            .resideInAPackage("..oauth.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "..oauth.api..")
            .because("whoever writes a plug-in gets no dependency from us");

    static final ArchRule CORE_KNOWS_NO_ADAPTER = noClasses()
            .that()
            .resideInAPackage("..oauth.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "jakarta.servlet..",
                    "jakarta.websocket..",
                    "org.eclipse.jetty..",
                    "org.apache.catalina..",
                    "..oauth.servlet..",
                    "..oauth.jdbc..",
                    "..oauth.redis..",
                    "..oauth.portal..")
            .because("the engine runs in any host, on any store");

    static final ArchRule MODULES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("api")
            .definedBy("..oauth.api..")
            .layer("core")
            .definedBy("..oauth.core..")
            .layer("jdbc")
            .definedBy("..oauth.jdbc..")
            .layer("servlet")
            .definedBy("..oauth.servlet..")
            .layer("saml")
            .definedBy("..oauth.saml..")
            .layer("testkit")
            .definedBy("..oauth.testkit..")
            .layer("samples")
            .definedBy("..oauth.samples..")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("core")
            .mayOnlyAccessLayers("api")
            .whereLayer("jdbc")
            .mayOnlyAccessLayers("api")
            .whereLayer("servlet")
            .mayOnlyAccessLayers("api")
            .whereLayer("saml")
            .mayOnlyAccessLayers("api")
            .whereLayer("testkit")
            .mayOnlyAccessLayers("api", "core")
            .whereLayer("testkit")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("samples")
            .mayNotBeAccessedByAnyLayer()
            .because("the modules can be read top-down, and each can be left out with all above it");

    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices().assignedFrom(new ByPackage())
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package with two names");

    static final ArchRule GRANTS_NAME_NO_OTHER_GRANT = slices().matching("..core.grant.(*)..")
            .should()
            .notDependOnEachOther()
            .because("installing or removing a grant changes nothing else");

    static final ArchRule GRANT_HANDLERS_KNOW_NEITHER_HTTP_NOR_SIGNING_NOR_STORES_THAT_WRITE = noClasses()
            .that()
            .areAssignableTo(GrantHandler.class)
            .or()
            .areAssignableTo(ResponseTypeHandler.class)
            .or()
            .resideInAPackage("..core.grant..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "jakarta.servlet..",
                            "java.net.http..",
                            "java.security..",
                            "javax.crypto..",
                            "com.nimbusds..",
                            "..oauth.api.endpoint..",
                            "..oauth.api.store..",
                            "..oauth.core.internal..")
                    .or(belongToAnyOf(
                            Request.class,
                            Response.class,
                            Header.class,
                            Body.class,
                            AccessTokenFormat.class,
                            SigningKey.class)))
            .because("a grant decides; the engine mints, stores and answers");

    static final ArchRule SAMPLES_USE_ONLY_EXPORTED_PACKAGES = noClasses()
            .that()
            .resideInAnyPackage("..oauth.samples..", "..oauth.core.device..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..internal..")
            .because("they prove that an application, and a plug-in, can be written from outside");

    static final ArchRule SQL_EXCEPTIONS_STAY_IN_JDBC = noClasses()
            .that()
            // An application that had its own tables before we came.
            .resideOutsideOfPackages("..oauth.jdbc..", "..oauth.samples.existing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..")
            .because("where rows are kept is the store's own business");

    static final ArchRule TESTS_MOCK_NOTHING_OF_OURS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..org.mockito..", "..org.easymock..", "..org.powermock..", "..org.jmock..", "..mockit..")
            .because("the stores in memory are real, and a mock proves only what its author believed");

    @Test
    void api_depends_only_on_the_jdk_and_jspecify() {
        API_DEPENDS_ONLY_ON_THE_JDK_AND_JSPECIFY.check(Code.MAIN);
    }

    @Test
    void core_knows_no_adapter() {
        CORE_KNOWS_NO_ADAPTER.check(Code.MAIN);
    }

    @Test
    void modules_point_one_way() {
        MODULES_POINT_ONE_WAY.check(Code.MAIN);
    }

    @Test
    void packages_are_free_of_cycles() {
        PACKAGES_ARE_FREE_OF_CYCLES.check(Code.MAIN);
    }

    @Test
    void grants_name_no_other_grant() {
        GRANTS_NAME_NO_OTHER_GRANT.check(Code.MAIN);
    }

    @Test
    void grant_handlers_know_neither_http_nor_signing_nor_stores_that_write() {
        GRANT_HANDLERS_KNOW_NEITHER_HTTP_NOR_SIGNING_NOR_STORES_THAT_WRITE.check(Code.MAIN);
    }

    @Test
    void samples_use_only_exported_packages() {
        SAMPLES_USE_ONLY_EXPORTED_PACKAGES.check(Code.MAIN);
    }

    @Test
    void sql_exceptions_stay_in_jdbc() {
        SQL_EXCEPTIONS_STAY_IN_JDBC.check(Code.MAIN);
    }

    @Test
    void tests_mock_nothing_of_ours() {
        TESTS_MOCK_NOTHING_OF_OURS.check(Code.tests());
        TESTS_MOCK_NOTHING_OF_OURS.check(Code.MAIN);
    }

    /** Every package is a slice of its own, the ones above others too. */
    private static final class ByPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
