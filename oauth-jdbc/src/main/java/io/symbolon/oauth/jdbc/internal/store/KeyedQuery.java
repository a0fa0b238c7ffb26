// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rows of one issuer, each found by its key. On PostgreSQL the rows that many threads ask for at the same time are read
 * together, the same query being done for each key of an array; elsewhere each thread reads its own.
 *
 * <p>Within the statement for many the query stands behind {@code LATERAL} and has a {@code LIMIT}, which has PostgreSQL look
 * the keys up one by one. A join it would plan, while the table is small, to read the whole of it.
 */
final class KeyedQuery<K, V> {

    private final Database database;
    private final int issuer;
    private final Column key;
    private final Function<K, Object> value;
    private final Sql.Reading<V> reading;
    private final String one;
    private final String many;
    private final Function<K, Optional<V>> finder;

    /**
     * Rows of the query, which ends where its condition begins.
     *
     * @param alias of the table that has the key
     * @param key the column of the key
     * @param value what stands there
     */
    KeyedQuery(
            Database database,
            int issuer,
            String query,
            String alias,
            Column key,
            Function<K, Object> value,
            Sql.Reading<V> reading) {
        this.database = database;
        this.issuer = issuer;
        this.key = key;
        this.value = value;
        this.reading = reading;
        String condition = query + " WHERE " + alias + ".issuer = ? AND " + alias + "." + key.name() + " = ";
        this.one = database.sql(condition + "?");
        this.many = database.sql("SELECT k.place, f.* FROM (SELECT i AS place, (?::"
                + key.kind().arrayType() + "[])[i] AS value FROM generate_series(1, (SELECT ?::int4)) i) k"
                + " CROSS JOIN LATERAL (" + condition + "k.value LIMIT 1) f");
        this.finder = database.dialect() == Dialect.POSTGRESQL
                ? new GroupedReads<K, V>(this::findAll)::find
                : wanted -> database.withHandle(handle -> findOne(wanted, handle.getConnection()));
    }

    /** The row of this key, if there is one. */
    Optional<V> find(K wanted) {
        return finder.apply(wanted);
    }

    private List<Optional<V>> findAll(List<K> keys) {
        return database.withHandle(handle -> keys.size() == 1
                ? List.of(findOne(keys.get(0), handle.getConnection()))
                : findMany(keys, handle.getConnection()));
    }

    private Optional<V> findOne(K wanted, Connection connection) throws SQLException {
        return database.first(
                connection,
                one,
                parameters -> parameters.number(issuer).value(key.kind(), value.apply(wanted)),
                reading);
    }

    private List<Optional<V>> findMany(List<K> keys, Connection connection) throws SQLException {
        Object[] values = key.kind().newArray(keys.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(keys.get(i));
        }
        List<Optional<V>> found = new ArrayList<>(Collections.nCopies(keys.size(), Optional.empty()));
        try (PreparedStatement prepared = connection.prepareStatement(many)) {
            new Statements(prepared)
                    .array(key.kind(), values)
                    .number(values.length)
                    .number(issuer);
            try (ResultSet rows = database.counts().timed(prepared::executeQuery)) {
                while (rows.next()) {
                    RowReader row = new RowReader(rows, 1);
                    int place = row.number() - 1;
                    found.set(place, Optional.of(reading.read(row)));
                }
            }
        }
        return found;
    }
}
