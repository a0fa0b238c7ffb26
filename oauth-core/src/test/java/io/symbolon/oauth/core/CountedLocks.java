// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * The locks of everything that can be reached from a server, each replaced by one that counts how often one thread takes it.
 * What the JDK's and other libraries' collections lock inside themselves is not counted.
 */
final class CountedLocks {

    private final Thread counted = Thread.currentThread();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> ahead = new ArrayDeque<>();

    private CountedLocks() {}

    /** Replaces the locks below this object, which nobody may hold meanwhile. */
    static CountedLocks below(Object root) {
        CountedLocks locks = new CountedLocks();
        locks.ahead.add(root);
        while (!locks.ahead.isEmpty()) {
            Object next = locks.ahead.remove();
            if (locks.seen.add(next)) {
                locks.lookInto(next);
            }
        }
        return locks;
    }

    /** How often those that belong to each class were taken since this was last called. */
    Map<String, Integer> taken() {
        Map<String, Integer> taken = new TreeMap<>(counts);
        counts.clear();
        return taken;
    }

    private void lookInto(Object object) {
        ahead.addAll(partsOf(object));
        for (Class<?> type = object.getClass(); type != null && !isOfTheJdk(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    replaceIn(field, object);
                }
            }
        }
    }

    private void replaceIn(Field field, Object owner) {
        try {
            field.setAccessible(true);
            Object value = field.get(owner);
            if (value instanceof Object[] array) {
                Arrays.setAll(array, i -> counting(array[i], owner).orElse(array[i]));
            }
            Optional<Object> counting = counting(value, owner);
            if (counting.isPresent()) {
                field.set(owner, counting.get());
            } else if (value != null) {
                ahead.add(value);
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError("nothing can be put into " + field, e);
        }
    }

    private Optional<Object> counting(@Nullable Object value, Object owner) {
        String name = owner.getClass().getSimpleName();
        if (value == null) {
            return Optional.empty();
        }
        if (value.getClass() == ReentrantLock.class) {
            return Optional.of(new CountedLock(name));
        }
        if (value.getClass() == StampedLock.class) {
            return Optional.of(new CountedStamps(name));
        }
        boolean uncounted = value instanceof Lock || value instanceof ReadWriteLock || value instanceof Semaphore;
        if (uncounted && isOfTheJdk(value.getClass())) {
            throw new AssertionError("nobody counts " + value + " of " + owner.getClass());
        }
        return Optional.empty();
    }

    /** What the JDK's containers hold; they let nobody look at their fields. */
    private static Collection<Object> partsOf(Object object) {
        Collection<?> parts = Set.of();
        if (object instanceof Object[] array) {
            parts = Arrays.asList(array);
        } else if (object instanceof Map<?, ?> map && isOfTheJdk(map.getClass())) {
            parts = map.values();
        } else if (object instanceof Collection<?> collection && isOfTheJdk(collection.getClass())) {
            parts = collection;
        } else if (object instanceof Optional<?> optional) {
            parts = optional.map(Set::of).orElse(Set.of());
        } else if (object instanceof AtomicReference<?> reference && reference.get() != null) {
            parts = Set.of(reference.get());
        }
        return parts.stream().filter(Objects::nonNull).map(Object.class::cast).toList();
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return type.isArray()
                || type.getName().startsWith("java.")
                || type.getModule().isNamed();
    }

    private void count(String owner) {
        if (Thread.currentThread() == counted) {
            counts.merge(owner, 1, Integer::sum);
        }
    }

    private final class CountedLock extends ReentrantLock {

        private static final long serialVersionUID = 1L;

        private final String owner;

        CountedLock(String owner) {
            this.owner = owner;
        }

        @Override
        public void lock() {
            count(owner);
            super.lock();
        }

        @Override
        public boolean tryLock() {
            count(owner);
            return super.tryLock();
        }
    }

    private final class CountedStamps extends StampedLock {

        private static final long serialVersionUID = 1L;

        private final String owner;

        CountedStamps(String owner) {
            this.owner = owner;
        }

        @Override
        public long writeLock() {
            count(owner);
            return super.writeLock();
        }

        @Override
        public long readLock() {
            count(owner);
            return super.readLock();
        }
    }
}
