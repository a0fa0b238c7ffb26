// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import com.google.inject.Module;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Whether what can be seen of a type from outside shows nothing that we may want to change. */
final class PublicSignatures extends ArchCondition<JavaClass> {

    private static final PackageMatchers OURS = PackageMatchers.of(
            "..oauth.api..",
            "..oauth.core..",
            "..oauth.jdbc..",
            "..oauth.saml..",
            "..oauth.servlet..",
            "..oauth.testkit..");
    private static final PackageMatchers INTERNAL = PackageMatchers.of("..internal..");
    private static final PackageMatchers FOR_ALL = PackageMatchers.of("java..", "org.jspecify..");
    // An adapter is of the container's types, and a contract of the test framework's.
    private static final PackageMatchers FOR_SERVLET = PackageMatchers.of("jakarta.servlet..");
    // A store of rows is given the application's own data source.
    private static final PackageMatchers FOR_JDBC = PackageMatchers.of("javax.sql..");
    private static final PackageMatchers FOR_TESTKIT =
            PackageMatchers.of("org.junit.jupiter.api..", "org.assertj..", "org.opentest4j..");

    PublicSignatures() {
        super("show neither internals nor third-party types");
    }

    /** Public types in packages that are not internal, and nested ones if all around them is public. */
    static DescribedPredicate<JavaClass> areSeenFromOutside() {
        return DescribedPredicate.describe("are seen from outside", PublicSignatures::isSeenFromOutside);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!type.isAssignableTo(Module.class)) {
            supertypes(type).forEach(shown -> report(type, "extends", shown, events));
        }
        type.getFields().stream().filter(PublicSignatures::isSeen).forEach(field -> check(field, events));
        Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
                .filter(PublicSignatures::isSeen)
                .forEach(codeUnit -> check(codeUnit, events));
    }

    private static void check(JavaField field, ConditionEvents events) {
        field.getType()
                .getAllInvolvedRawTypes()
                .forEach(shown -> report(field.getOwner(), field.getName() + " shows", shown, events));
    }

    private static void check(JavaCodeUnit codeUnit, ConditionEvents events) {
        Set<JavaClass> shown = new HashSet<>(codeUnit.getAllInvolvedRawTypes());
        shown.addAll(codeUnit.getThrowsClause().getTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .toList());
        shown.stream()
                .filter(type -> !isModuleOfAPlugIn(codeUnit, type))
                .forEach(type -> report(codeUnit.getOwner(), codeUnit.getName() + " shows", type, events));
    }

    private static void report(JavaClass owner, String how, JavaClass shown, ConditionEvents events) {
        JavaClass type = shown.getBaseComponentType();
        if (!mayShow(owner, type)) {
            events.add(SimpleConditionEvent.violated(owner, owner.getName() + ": " + how + " " + type.getName()));
        }
    }

    private static boolean mayShow(JavaClass owner, JavaClass shown) {
        String name = shown.getPackageName();
        return shown.isPrimitive()
                || FOR_ALL.test(name)
                || (OURS.test(name) && isSeenFromOutside(shown))
                || (ReactorModule.SERVLET.has(owner) && FOR_SERVLET.test(name))
                || (ReactorModule.JDBC.has(owner) && FOR_JDBC.test(name))
                || (ReactorModule.TESTKIT.has(owner) && FOR_TESTKIT.test(name));
    }

    /** Plug-ins are installed, and tested, by their Guice modules, and by nothing else of Guice. */
    private static boolean isModuleOfAPlugIn(JavaCodeUnit codeUnit, JavaClass shown) {
        String owner = codeUnit.getOwner().getSimpleName();
        boolean takesModules = switch (codeUnit.getName()) {
            case "install", "storage" -> owner.equals("Builder");
            case "modules" -> owner.equals("GrantHandlerContract");
            default -> false;
        };
        return takesModules && shown.getBaseComponentType().isEquivalentTo(Module.class);
    }

    private static boolean isSeen(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isSeenFromOutside(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !INTERNAL.test(type.getPackageName())
                && type.getEnclosingClass()
                        .map(PublicSignatures::isSeenFromOutside)
                        .orElse(true);
    }

    private static Stream<JavaClass> supertypes(JavaClass type) {
        return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Set::stream);
    }
}
