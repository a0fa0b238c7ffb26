// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An immutable set of scopes, kept in alphabetical order, so that equal sets read equal. */
public final class Scopes implements Iterable<Scope> {

    private static final Scopes NONE = new Scopes(List.of());

    private final List<Scope> ordered;

    private Scopes(List<Scope> ordered) {
        this.ordered = ordered;
    }

    /** The empty set. */
    public static Scopes none() {
        return NONE;
    }

    /** The set of these scopes; duplicates count once. */
    public static Scopes of(Scope... scopes) {
        return of(Arrays.asList(scopes));
    }

    /** The set of these scopes; duplicates count once. */
    public static Scopes of(Collection<Scope> scopes) {
        if (scopes.isEmpty()) {
            return NONE;
        }
        if (scopes.size() == 1) {
            return new Scopes(List.copyOf(scopes));
        }
        TreeSet<String> values = new TreeSet<>();
        scopes.forEach(scope -> values.add(scope.value()));
        return new Scopes(values.stream().map(Scope::new).toList());
    }

    /**
     * Parses a space-delimited list (RFC 6749 §3.3).
     *
     * @throws IllegalArgumentException if a token has a character that a scope must not have
     */
    public static Scopes parse(String list) {
        if (!list.isEmpty() && list.indexOf(' ') < 0) {
            return new Scopes(List.of(new Scope(list)));
        }
        List<Scope> found = new ArrayList<>();
        int start = 0;
        while (start < list.length()) {
            int end = list.indexOf(' ', start);
            end = end < 0 ? list.length() : end;
            if (end > start) {
                found.add(new Scope(list.substring(start, end)));
            }
            start = end + 1;
        }
        return of(found);
    }

    public boolean isEmpty() {
        return ordered.isEmpty();
    }

    public int size() {
        return ordered.size();
    }

    public boolean contains(Scope scope) {
        return ordered.contains(scope);
    }

    public boolean containsAll(Scopes others) {
        // both are in order, so one pass over each is enough
        int next = 0;
        for (int i = 0; i < others.ordered.size(); i++) {
            Scope other = others.ordered.get(i);
            while (next < ordered.size() && ordered.get(next).value().compareTo(other.value()) < 0) {
                next++;
            }
            if (next == ordered.size() || !ordered.get(next).equals(other)) {
                return false;
            }
        }
        return true;
    }

    /** Whether any scope is in both sets. */
    public boolean intersects(Scopes others) {
        return !Collections.disjoint(ordered, others.ordered);
    }

    /** The scopes that are in both sets. */
    public Scopes intersect(Scopes others) {
        if (others.containsAll(this)) {
            return this;
        }
        return of(ordered.stream().filter(others::contains).toList());
    }

    /** The scopes of this set that are not in the other. */
    public Scopes without(Scopes others) {
        return of(ordered.stream().filter(scope -> !others.contains(scope)).toList());
    }

    /** The scopes that are in either set. */
    public Scopes union(Scopes others) {
        List<Scope> both = new ArrayList<>(ordered);
        both.addAll(others.ordered);
        return of(both);
    }

    /** The scopes in alphabetical order; immutable. */
    public List<Scope> asList() {
        return ordered;
    }

    /** The scopes as a set; immutable. */
    public Set<Scope> asSet() {
        return Set.copyOf(ordered);
    }

    @Override
    public Iterator<Scope> iterator() {
        return ordered.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scopes scopes && ordered.equals(scopes.ordered);
    }

    @Override
    public int hashCode() {
        return ordered.hashCode();
    }

    /** The space-delimited list of RFC 6749 §3.3. */
    @Override
    public String toString() {
        if (ordered.isEmpty()) {
            return "";
        }
        if (ordered.size() == 1) {
            return ordered.get(0).value();
        }
        StringBuilder list = new StringBuilder(ordered.get(0).value());
        for (int i = 1; i < ordered.size(); i++) {
            list.append(' ').append(ordered.get(i).value());
        }
        return list.toString();
    }
}
