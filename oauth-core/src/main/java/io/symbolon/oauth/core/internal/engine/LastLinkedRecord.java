// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * The one type that the platform remembers. {@code equals}, {@code hashCode} and {@code toString} of a record are linked when
 * they are first called, and JDK 17 keeps the type that was linked last in static fields of {@code ObjectMethods}: with it, the
 * whole class loader of a web application that was undeployed.
 */
final class LastLinkedRecord {

    private static final System.Logger LOG = System.getLogger("io.symbolon.oauth");

    private LastLinkedRecord() {}

    /** Lets the platform remember a type of its own instead. */
    static void forget() {
        link("equals", MethodType.methodType(boolean.class, String.class, Object.class));
        link("hashCode", MethodType.methodType(int.class, String.class));
        link("toString", MethodType.methodType(String.class, String.class));
    }

    private static void link(String method, MethodType type) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle component = lookup.findVirtual(String.class, "toString", MethodType.methodType(String.class));
            ObjectMethods.bootstrap(lookup, method, type, String.class, "text", component);
        } catch (Throwable e) {
            // another JDK may insist on a record; this costs nothing but memory, and only where it remembers at all
            LOG.log(Level.DEBUG, "the last linked record stays in memory", e);
        }
    }
}
