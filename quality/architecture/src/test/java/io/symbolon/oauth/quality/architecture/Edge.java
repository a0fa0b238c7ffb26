// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Something that only a few classes may touch, each of them named.
 *
 * @param touch what they do to it
 * @param isTouched whether a call, a reference to a method, or an access to a field does it
 * @param permitted the classes that may, with what is nested in them, below {@code io.symbolon.oauth}
 */
record Edge(String touch, Predicate<JavaAccess<?>> isTouched, Set<String> permitted) {

    private static final String ROOT = "io.symbolon.oauth.";

    /** The rule that nobody else does. */
    ArchRule rule() {
        return rule(DescribedPredicate.describe("exist", type -> true));
    }

    /** The rule that nobody else among these classes does. */
    ArchRule rule(DescribedPredicate<JavaClass> among) {
        return noClasses()
                .that(among)
                .and(DescribedPredicate.describe("are not named", type -> !permitted.contains(outermost(type))))
                .should(new Touch(this));
    }

    /** The named classes that do not touch it any more. */
    Set<String> namedInVain(JavaClasses code) {
        Set<String> left = new TreeSet<>(permitted);
        for (JavaClass type : code) {
            if (type.getAccessesFromSelf().stream().anyMatch(isTouched)) {
                left.remove(outermost(type));
            }
        }
        return left;
    }

    /** The name of the class that this one is nested in, or its own, below {@code io.symbolon.oauth}. */
    static String outermost(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        String top = nested < 0 ? name : name.substring(0, nested);
        return top.startsWith(ROOT) ? top.substring(ROOT.length()) : top;
    }

    private static final class Touch extends ArchCondition<JavaClass> {

        private final Edge edge;

        Touch(Edge edge) {
            super(edge.touch());
            this.edge = edge;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (edge.isTouched().test(access)) {
                    events.add(SimpleConditionEvent.satisfied(type, access.getDescription()));
                }
            }
        }
    }
}
