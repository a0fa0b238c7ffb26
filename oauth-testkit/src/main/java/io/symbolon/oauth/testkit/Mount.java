// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import java.util.Set;

/**
 * Where and in what kind of host {@link AdapterContract} wants a server mounted. Everything below the two paths must
 * reach the server.
 *
 * @param contextPath the application's path from the host's root; empty for the root
 * @param servletPath the adapter's path in the application; empty if it gets all
 * @param habits what the host does besides
 */
public record Mount(String contextPath, String servletPath, Set<HostHabit> habits) {

    public Mount {
        habits = Set.copyOf(habits);
    }

    /** In a host that keeps out of it. */
    public static Mount at(String contextPath, String servletPath) {
        return new Mount(contextPath, servletPath, Set.of());
    }

    /** The same place in a host with these habits. */
    public Mount inHostThat(HostHabit... does) {
        return new Mount(contextPath, servletPath, Set.of(does));
    }

    /** The path from the host's root under which the server lies. */
    public String path() {
        return contextPath + servletPath;
    }

    public boolean hasHabit(HostHabit habit) {
        return habits.contains(habit);
    }
}
