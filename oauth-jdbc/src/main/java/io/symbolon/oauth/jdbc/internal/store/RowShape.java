// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of a table in their order, and what stands in them for a noun. */
final class RowShape<R> {

    private final String table;
    private final List<Column> columns;
    private final List<Function<R, @Nullable Object>> values;

    private RowShape(String table, List<Column> columns, List<Function<R, @Nullable Object>> values) {
        this.table = table;
        this.columns = List.copyOf(columns);
        this.values = List.copyOf(values);
    }

    static <R> Builder<R> of(String table) {
        return new Builder<>(table);
    }

    String table() {
        return table;
    }

    List<Column> columns() {
        return columns;
    }

    /** All columns, each behind this alias and a dot, or bare if it is empty. */
    String columnList(String alias) {
        String before = alias.isEmpty() ? "" : alias + ".";
        return columns.stream().map(column -> before + column.name()).collect(Collectors.joining(", "));
    }

    /** What stands in the row, in the order of the columns. */
    @Nullable
    Object[] valuesOf(R noun) {
        @Nullable Object[] row = new @Nullable Object[values.size()];
        for (int i = 0; i < row.length; i++) {
            Object value = values.get(i).apply(noun);
            row[i] = value instanceof String text ? WholeText.of(text) : value;
        }
        return row;
    }

    /** The first column, which is the key within the issuer. */
    byte[] keyOf(R noun) {
        if (values.get(0).apply(noun) instanceof byte[] key) {
            return key;
        }
        throw new AssertionError("the first column of " + table + " is no key");
    }

    /** Collects the columns. */
    static final class Builder<R> {

        private final String table;
        private final List<Column> columns = new ArrayList<>();
        private final List<Function<R, @Nullable Object>> values = new ArrayList<>();

        private Builder(String table) {
            this.table = table;
        }

        Builder<R> column(String name, Column.Kind kind, Function<R, @Nullable Object> value) {
            columns.add(new Column(name, kind));
            values.add(value);
            return this;
        }

        RowShape<R> build() {
            return new RowShape<>(table, columns, values);
        }
    }
}
