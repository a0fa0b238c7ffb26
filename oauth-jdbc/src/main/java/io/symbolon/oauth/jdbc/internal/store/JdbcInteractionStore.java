// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.BIGINT;
import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.BYTES;
import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.INTEGER;
import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.TEXT;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.store.InteractionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Waiting authorization requests in a table. */
public final class JdbcInteractionStore implements InteractionStore {

    private static final RowShape<Interaction> SHAPE = RowShape.<Interaction>of("interaction")
            .column("id", BYTES, interaction -> interaction.handle().toBytes())
            .column("browser", BYTES, interaction -> interaction.browser().toBytes())
            .column("client", TEXT, interaction -> interaction.client().value())
            .column("parameters", TEXT, Interaction::parameters)
            .column("stage", INTEGER, interaction -> Words.number(interaction.stage()))
            .column(
                    "approval",
                    TEXT,
                    interaction -> interaction
                            .approval()
                            .map(JdbcInteractionStore::text)
                            .orElse(null))
            .column(
                    "refusal",
                    TEXT,
                    interaction -> interaction.refusal().map(ErrorCode::value).orElse(null))
            .column("started_at", BIGINT, interaction -> Times.millis(interaction.startedAt()))
            .column("expires_at", BIGINT, interaction -> Times.millis(interaction.expiresAt()))
            .column("kept_until", BIGINT, interaction -> Times.millis(interaction.keptUntil()))
            .build();

    private final Database database;
    private final int issuer;
    private final Pruning pruning;
    private final SingleInsert insertion;
    private final String search;
    private final String advance;
    private final String existence;

    /**
     * The store of this issuer.
     *
     * @param holder names this node, for leases
     */
    public JdbcInteractionStore(Database database, int issuer, byte[] holder) {
        this.database = database;
        this.issuer = issuer;
        this.pruning = new Pruning(database, issuer, "interactions", holder, List.of("interaction"));
        String columns = SHAPE.columnList("");
        this.insertion = new SingleInsert(
                database,
                "{interaction} (issuer, " + columns + ")",
                SHAPE.columns().size() + 1);
        this.search = database.sql("SELECT " + columns + " FROM {interaction} WHERE issuer = ? AND id = ?");
        this.advance = database.sql("UPDATE {interaction} SET "
                + SHAPE.columns().stream().map(column -> column.name() + " = ?").collect(Collectors.joining(", "))
                + " WHERE issuer = ? AND id = ? AND stage = ?");
        this.existence = database.sql("SELECT 1 FROM {interaction} WHERE issuer = ? AND id = ?");
    }

    @Override
    public void insert(Interaction interaction) {
        database.withHandle(handle -> insertion.isInserted(
                handle.getConnection(), parameters -> parameters.number(issuer).row(SHAPE, interaction)));
    }

    @Override
    public Optional<Interaction> find(Digest handle) {
        return database.withHandle(jdbi -> database.first(
                jdbi.getConnection(),
                search,
                parameters -> parameters.number(issuer).bytes(handle.toBytes()),
                JdbcInteractionStore::read));
    }

    @Override
    public Advance advance(Interaction.Stage expected, Interaction next) {
        if (next.stage().compareTo(expected) <= 0) {
            throw new IllegalArgumentException("an interaction does not go from " + expected + " to " + next.stage());
        }
        byte[] id = next.handle().toBytes();
        return database.withHandle(handle -> {
            Connection connection = handle.getConnection();
            int advanced = database.update(
                    connection,
                    advance,
                    parameters ->
                            parameters.row(SHAPE, next).number(issuer).bytes(id).number(Words.number(expected)));
            return advanced == 1 ? Advance.ADVANCED : elsewhere(id, connection);
        });
    }

    private Advance elsewhere(byte[] id, Connection connection) throws SQLException {
        boolean there = database.first(
                        connection,
                        existence,
                        parameters -> parameters.number(issuer).bytes(id),
                        RowReader::number)
                .isPresent();
        return there ? Advance.ELSEWHERE : Advance.GONE;
    }

    @Override
    public int prune(Instant now, int max) {
        return pruning.prune(now, max);
    }

    private static Interaction read(RowReader row) throws SQLException {
        return new Interaction(
                row.digest(),
                row.digest(),
                row.client(),
                row.text(),
                Words.stage(row.number()),
                row.optionalText().map(JdbcInteractionStore::approval),
                row.optionalText().map(ErrorCode::new),
                row.time(),
                row.time(),
                row.time());
    }

    private static String text(Approval approval) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("subject", approval.subject().value());
        String authentication = TokenRows.text(Optional.of(approval.authentication()));
        members.put("authentication", authentication == null ? "" : authentication);
        members.put("scope", approval.scopes().toString());
        members.put("claims", approval.claims().asMap());
        return JsonText.of(members);
    }

    private static Approval approval(String text) {
        Map<String, Object> members = JsonText.members(text);
        AuthenticationContext authentication = TokenRows.authentication(String.valueOf(members.get("authentication")));
        Map<String, Object> claims = new LinkedHashMap<>();
        if (members.get("claims") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> claims.put(String.valueOf(name), value));
        }
        return new Approval(
                Subject.ofAccount(String.valueOf(members.get("subject"))),
                authentication,
                Scopes.parse(String.valueOf(members.get("scope"))),
                Claims.of(claims));
    }
}
