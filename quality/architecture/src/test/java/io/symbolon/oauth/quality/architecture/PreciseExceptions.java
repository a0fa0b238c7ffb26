// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Whether nothing is thrown, declared or caught that could be anything. */
final class PreciseExceptions extends ArchCondition<JavaClass> {

    private static final Set<Class<?>> GENERIC =
            Set.of(Throwable.class, Exception.class, RuntimeException.class, Error.class);
    private final Set<String> outermost;

    /** Lets the outermost frames of a thread, named below {@code io.symbolon.oauth}, catch whatever is left. */
    PreciseExceptions(Set<String> outermost) {
        super("throw, declare and catch only exceptions that say what happened");
        this.outermost = outermost;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaConstructorCall call : type.getConstructorCallsFromSelf()) {
            if (isAny(call.getTargetOwner(), GENERIC) && !isOfSuperclass(call)) {
                violated(type, call.getDescription(), events);
            }
        }
        for (JavaCodeUnit codeUnit : type.getCodeUnits()) {
            check(codeUnit, events);
        }
    }

    private void check(JavaCodeUnit codeUnit, ConditionEvents events) {
        if (codeUnit.getThrowsClause().getTypes().stream().anyMatch(thrown -> isAny(thrown, GENERIC))) {
            violated(codeUnit.getOwner(), codeUnit.getFullName() + " declares that it throws anything", events);
        }
        for (TryCatchBlock block : codeUnit.getTryCatchBlocks()) {
            boolean catchesAny = block.getCaughtThrowables().stream().anyMatch(caught -> isAny(caught, GENERIC));
            if (catchesAny
                    && !outermost.contains(Edge.outermost(codeUnit.getOwner()))
                    && !isOfTryWithResources(block)) {
                violated(codeUnit.getOwner(), codeUnit.getFullName() + " catches anything", events);
            }
        }
    }

    private static boolean isAny(JavaClass type, Set<Class<?>> classes) {
        return classes.stream().anyMatch(type::isEquivalentTo);
    }

    private static boolean isOfSuperclass(JavaConstructorCall call) {
        return call.getOrigin().isConstructor() && call.getOriginOwner().isAssignableTo(Throwable.class);
    }

    /** The compiler writes one that closes the resource and throws on what it caught. */
    private static boolean isOfTryWithResources(TryCatchBlock block) {
        return block.getOwner().getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getName().equals("addSuppressed"));
    }

    private static void violated(JavaClass type, String what, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, what));
    }
}
