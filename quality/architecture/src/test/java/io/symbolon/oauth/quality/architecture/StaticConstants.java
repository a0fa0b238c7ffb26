// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import com.fasterxml.jackson.core.JsonFactory;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether all that is static never changes, and nothing is kept in threads. */
final class StaticConstants extends ArchCondition<JavaClass> {

    private static final Set<Class<?>> IMMUTABLE = Set.of(
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Duration.class,
            Instant.class,
            Comparator.class,
            System.Logger.class,
            Base64.Encoder.class,
            Base64.Decoder.class,
            Pattern.class,
            VarHandle.class,
            // its settings are fixed once it is built
            JsonFactory.class);
    private static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Set.class, Map.class);

    StaticConstants() {
        super("keep nothing in threads, and nothing static but constants");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> dependency.getTargetClass().isAssignableTo(ThreadLocal.class))
                .forEach(dependency -> violated(type, dependency.getDescription(), events));
        type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(field -> !isConstant(field))
                .forEach(field -> violated(type, field.getName() + " is static and no constant", events));
    }

    private static void violated(JavaClass type, String what, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, type.getName() + ": " + what));
    }

    private static boolean isConstant(JavaField field) {
        JavaClass type = field.getRawType();
        return field.getModifiers().contains(JavaModifier.FINAL)
                && (type.isPrimitive()
                        || type.isEnum()
                        || IMMUTABLE.stream().anyMatch(type::isEquivalentTo)
                        || isMarker(field)
                        || isConstantCollection(field)
                        || isImmutable(type, new HashSet<>()));
    }

    /** An object that is nothing but itself. */
    private static boolean isMarker(JavaField field) {
        return field.getRawType().isEquivalentTo(Object.class)
                && valueOf(field.reflect()).getClass() == Object.class;
    }

    /** The type alone does not say it: what counts is what the field holds. */
    private static boolean isConstantCollection(JavaField field) {
        if (COLLECTIONS.stream().noneMatch(field.getRawType()::isEquivalentTo)) {
            return false;
        }
        Object held = valueOf(field.reflect());
        boolean isEmpty = held instanceof Map<?, ?> map ? map.isEmpty() : ((Collection<?>) held).isEmpty();
        String kind = held.getClass().getName();
        return kind.startsWith("java.util.ImmutableCollections$")
                || kind.startsWith("java.util.Collections$Unmodifiable")
                || (isEmpty && kind.startsWith("java.util.Collections$Empty"));
    }

    private static Object valueOf(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    /** A type of ours, all of whose state is final and of types that do not change either. */
    private static boolean isImmutable(JavaClass type, Set<JavaClass> seen) {
        if (!type.getPackageName().startsWith("io.symbolon.oauth.")) {
            return false;
        }
        return !seen.add(type)
                || type.isInterface()
                || type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL)
                                && !isMutableState(field.getRawType(), seen));
    }

    private static boolean isMutableState(JavaClass type, Set<JavaClass> seen) {
        return type.getPackageName().startsWith("java.util.concurrent")
                || (type.getPackageName().startsWith("io.symbolon.oauth.") && !isImmutable(type, seen));
    }
}
