// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a row one after the other. */
final class RowReader {

    private final ResultSet row;
    private int column;

    /** Begins with this column, of which the first is 1. */
    RowReader(ResultSet row, int first) {
        this.row = row;
        this.column = first - 1;
    }

    int number() throws SQLException {
        return row.getInt(++column);
    }

    long bigNumber() throws SQLException {
        return row.getLong(++column);
    }

    Optional<Long> optionalBigNumber() throws SQLException {
        long value = row.getLong(++column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    Instant time() throws SQLException {
        return Instant.ofEpochMilli(bigNumber());
    }

    Optional<Instant> optionalTime() throws SQLException {
        return optionalBigNumber().map(Instant::ofEpochMilli);
    }

    String text() throws SQLException {
        return optionalText().orElseThrow(() -> new SQLException("column " + column + " of the row is empty"));
    }

    Optional<String> optionalText() throws SQLException {
        return Optional.ofNullable(row.getString(++column));
    }

    byte[] bytes() throws SQLException {
        return optionalBytes().orElseThrow(() -> new SQLException("column " + column + " of the row is empty"));
    }

    Optional<byte[]> optionalBytes() throws SQLException {
        byte @Nullable [] bytes = row.getBytes(++column);
        return Optional.ofNullable(bytes);
    }

    Digest digest() throws SQLException {
        return Digest.fromBytes(bytes());
    }

    ClientId client() throws SQLException {
        return new ClientId(text());
    }

    Subject subject() throws SQLException {
        Subject.Type type = Words.subjectType(number());
        return new Subject(type, text());
    }

    Scopes scopes() throws SQLException {
        return Scopes.parse(text());
    }

    Set<ResourceUri> resources() throws SQLException {
        String list = text();
        return list.isEmpty()
                ? Set.of()
                : Arrays.stream(list.split(" ", -1)).map(ResourceUri::new).collect(Collectors.toUnmodifiableSet());
    }

    GrantType grantType() throws SQLException {
        return new GrantType(text());
    }

    Optional<GrantId> optionalGrantId() throws SQLException {
        return optionalBytes().map(GrantId::fromBytes);
    }

    Optional<SenderKey> optionalSenderKey() throws SQLException {
        return optionalText().map(Words::senderKey);
    }

    Claims claims() throws SQLException {
        return optionalText().map(JsonText::claims).orElseGet(Claims::none);
    }
}
