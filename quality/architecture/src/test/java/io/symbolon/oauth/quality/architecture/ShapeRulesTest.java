// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How types look, inside and out. */
final class ShapeRulesTest {

    // They walk over the bytes of one row, or of one answer, in one thread.
    private static final Set<String> CURSORS = Set.of("BoundedInput", "RowReader", "RowWriter", "Statements");

    // They go on where they stopped, and a lock guards them.
    private static final Set<String> GUARDED = Set.of(
            "RandomBytes.next",
            "Rows.sweep",
            "PackedRows.sweptChunk",
            "PackedRows.sweptSegment",
            "PackedSegment.chunks",
            "PackedSegment.index",
            "PackedSegment.livingBytes",
            "PackedSegment.newest",
            "PackedSegment.rows",
            "Chunk.end",
            "Chunk.firstOver",
            "Chunk.living");

    private static final Set<String> DRAWERS = Set.of(
            "util", "utils", "helper", "helpers", "common", "misc", "impl", "base", "entities", "exceptions", "dto");

    static final ArchRule PUBLIC_SIGNATURES_SHOW_NEITHER_INTERNALS_NOR_THIRD_PARTY_TYPES = classes()
            .that(ReactorModule.published())
            .and(PublicSignatures.areSeenFromOutside())
            .should(new PublicSignatures())
            .because("we may change our internals, and what we build on, without asking anybody");

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(be(describe("in a package that is @NullMarked", ShapeRulesTest::isInNullMarkedPackage)))
            .because("there is no type of which nobody knows whether it may be null");

    /** Set once, before anybody reads: when the container starts a servlet, and while a page is put together. */
    private static final Set<String> CHANGING = Set.of(
            "io.symbolon.oauth.samples.quickstart.DemoServlet.started",
            "io.symbolon.oauth.samples.quickstart.Page.formTargets");

    static final ArchRule FIELDS_ARE_FINAL = fields().that(
                    describe("do not change by their nature", field -> !isToChange(field)))
            .should()
            .beFinal()
            .because("what never changes can be shared, and read without thinking of time");

    static final ArchRule CLASSES_ARE_FINAL_OR_SEALED = classes()
            .that(describe("can be extended at all", ShapeRulesTest::isExtensible))
            .should(be(describe("final or sealed", ShapeRulesTest::isClosed)))
            .because("nothing is extended by accident");

    static final ArchRule NO_THREAD_LOCALS_AND_NO_STATIC_STATE = classes()
            .that(ReactorModule.inProduction())
            .should(new StaticConstants())
            .because("two servers may live in one process, and none may leave anything behind in its threads");

    static final ArchRule NOTHING_IS_NAMED_AFTER_A_DRAWER = noClasses()
            .should(be(describe("named after a drawer", ShapeRulesTest::isDrawer)))
            .because("a name says what the thing is, not where it was put");

    @Test
    void public_signatures_show_neither_internals_nor_third_party_types() {
        PUBLIC_SIGNATURES_SHOW_NEITHER_INTERNALS_NOR_THIRD_PARTY_TYPES.check(Code.MAIN);
    }

    @Test
    void packages_are_null_marked() {
        PACKAGES_ARE_NULL_MARKED.check(Code.MAIN);
    }

    @Test
    void fields_are_final() {
        FIELDS_ARE_FINAL.check(Code.MAIN);
    }

    @Test
    void classes_are_final_or_sealed() {
        CLASSES_ARE_FINAL_OR_SEALED.check(Code.MAIN);
    }

    @Test
    void no_thread_locals_and_no_static_state() {
        NO_THREAD_LOCALS_AND_NO_STATIC_STATE.check(Code.MAIN);
    }

    @Test
    void nothing_is_named_after_a_drawer() {
        NOTHING_IS_NAMED_AFTER_A_DRAWER.check(Code.MAIN);
    }

    private static boolean isInNullMarkedPackage(JavaClass type) {
        return type.getPackage().isAnnotatedWith(NullMarked.class);
    }

    private static boolean isToChange(JavaField field) {
        JavaClass owner = field.getOwner();
        return CHANGING.contains(field.getFullName())
                || (owner.getSimpleName().equals("Builder")
                        || isContract(owner)
                        || CURSORS.contains(owner.getSimpleName())
                        || GUARDED.contains(owner.getSimpleName() + "." + field.getName())
                        || field.getModifiers().contains(JavaModifier.VOLATILE)
                        || field.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static boolean isExtensible(JavaClass type) {
        return !isContract(type)
                && !type.isInterface()
                && !type.isEnum()
                && !type.isAnonymousClass()
                && !isPackage(type);
    }

    /** The contracts of the testkit, with what is nested in them, are there to be extended. */
    private static boolean isContract(JavaClass type) {
        boolean named = type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.getSimpleName().endsWith("Contract");
        return ReactorModule.TESTKIT.has(type)
                && (named
                        || type.getEnclosingClass()
                                .map(ShapeRulesTest::isContract)
                                .orElse(false));
    }

    private static boolean isClosed(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.FINAL) || type.isSealed();
    }

    private static boolean isPackage(JavaClass type) {
        return type.getSimpleName().equals("package-info")
                || type.getSimpleName().equals("module-info");
    }

    private static boolean isDrawer(JavaClass type) {
        String name = type.getSimpleName();
        return name.matches(".*(Manager|Utils?|Helpers?|Processor|Impl|Base|Common|Misc|Data|Info)")
                || name.matches("(I|Abstract|Base|Common|Misc)[A-Z][a-z].*")
                || Stream.of(type.getPackageName().split("\\.", -1)).anyMatch(DRAWERS::contains);
    }
}
