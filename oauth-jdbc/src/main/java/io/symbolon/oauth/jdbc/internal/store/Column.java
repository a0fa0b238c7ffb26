// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.Types;

/**
 * A column that commits write.
 *
 * @param name its name
 * @param kind what it holds
 */
record Column(String name, Kind kind) {

    /** What a column holds, and how JDBC and arrays of PostgreSQL call it. */
    enum Kind {
        INTEGER(Types.INTEGER, "int4"),
        BIGINT(Types.BIGINT, "int8"),
        TEXT(Types.VARCHAR, "text"),
        BYTES(Types.VARBINARY, "bytea");

        private final int jdbcType;
        private final String arrayType;

        Kind(int jdbcType, String arrayType) {
            this.jdbcType = jdbcType;
            this.arrayType = arrayType;
        }

        int jdbcType() {
            return jdbcType;
        }

        String arrayType() {
            return arrayType;
        }

        Object[] newArray(int length) {
            return switch (this) {
                case INTEGER -> new Integer[length];
                case BIGINT -> new Long[length];
                case TEXT -> new String[length];
                case BYTES -> new byte[length][];
            };
        }
    }
}
