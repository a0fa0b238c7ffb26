// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement one after the other. */
final class Statements {

    private final PreparedStatement statement;
    private int parameter;

    Statements(PreparedStatement statement) {
        this.statement = statement;
    }

    Statements number(int value) throws SQLException {
        statement.setInt(++parameter, value);
        return this;
    }

    Statements bigNumber(long value) throws SQLException {
        statement.setLong(++parameter, value);
        return this;
    }

    Statements text(String value) throws SQLException {
        statement.setString(++parameter, WholeText.of(value));
        return this;
    }

    Statements bytes(byte[] value) throws SQLException {
        statement.setBytes(++parameter, value);
        return this;
    }

    Statements value(Column.Kind kind, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(++parameter, kind.jdbcType());
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(++parameter, bytes);
        } else {
            statement.setObject(++parameter, value, kind.jdbcType());
        }
        return this;
    }

    /** Sets as many parameters as the row has columns. */
    <R> Statements row(RowShape<R> shape, R noun) throws SQLException {
        @Nullable Object[] values = shape.valuesOf(noun);
        for (int i = 0; i < values.length; i++) {
            value(shape.columns().get(i).kind(), values[i]);
        }
        return this;
    }

    Statements array(Column.Kind kind, Object[] elements) throws SQLException {
        statement.setArray(++parameter, statement.getConnection().createArrayOf(kind.arrayType(), elements));
        return this;
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }
}
