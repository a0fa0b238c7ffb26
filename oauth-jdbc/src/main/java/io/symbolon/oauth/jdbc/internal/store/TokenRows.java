// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.BIGINT;
import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.BYTES;
import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.INTEGER;
import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.TEXT;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.CodeChallenge;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.RefreshToken;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Grants, redeemables and access tokens as rows, without the issuer that stands before each. */
final class TokenRows {

    static final RowShape<Grant> GRANT = withRefreshToken(
                    RowShape.<Grant>of("grant")
                            .column("id", BYTES, grant -> grant.id().toBytes())
                            .column("client", TEXT, grant -> grant.client().value())
                            .column(
                                    "subject_type",
                                    INTEGER,
                                    grant -> Words.number(grant.subject().type()))
                            .column("subject", TEXT, grant -> grant.subject().value())
                            .column("scopes", TEXT, grant -> grant.scopes().toString())
                            .column("resources", TEXT, grant -> Words.list(grant.resources()))
                            .column("origin", TEXT, grant -> grant.origin().value())
                            .column("authentication", TEXT, grant -> text(grant.authentication()))
                            .column("claims", TEXT, grant -> Words.textOrNull(grant.claims())),
                    "refresh_",
                    Grant::refreshToken)
            .column("created_at", BIGINT, grant -> Times.millis(grant.createdAt()))
            .column("expires_at", BIGINT, grant -> Times.millis(grant.expiresAt()))
            .column("kept_until", BIGINT, grant -> Times.millis(grant.keptUntil()))
            .column("revoked_at", BIGINT, grant -> orNull(grant.revokedAt(), Times::millis))
            .build();

    static final RowShape<Redeemable> REDEEMABLE = RowShape.<Redeemable>of("redeemable")
            .column("id", BYTES, redeemable -> redeemable.id().toBytes())
            .column("kind", TEXT, redeemable -> redeemable.kind().name())
            .column("client", TEXT, redeemable -> orNull(redeemable.client(), ClientId::value))
            .column("grant_id", BYTES, redeemable -> orNull(redeemable.grant(), GrantId::toBytes))
            .column("scopes", TEXT, redeemable -> redeemable.scopes().toString())
            .column("resources", TEXT, redeemable -> Words.list(redeemable.resources()))
            .column("redirect_uri", TEXT, redeemable -> orNull(redeemable.redirectUri(), RedirectUri::value))
            .column(
                    "code_challenge",
                    BYTES,
                    redeemable -> orNull(
                            redeemable.codeChallenge(),
                            challenge -> challenge.digest().toBytes()))
            .column("sender_key", TEXT, redeemable -> orNull(redeemable.senderKey(), Words::text))
            .column("attributes", TEXT, redeemable -> Words.textOrNull(redeemable.attributes()))
            .column("poll_interval", BIGINT, redeemable -> orNull(redeemable.pollInterval(), Duration::toMillis))
            .column("state", INTEGER, redeemable -> Words.number(redeemable.state()))
            .column("issued_at", BIGINT, redeemable -> Times.millis(redeemable.issuedAt()))
            .column("expires_at", BIGINT, redeemable -> Times.millis(redeemable.expiresAt()))
            .column("kept_until", BIGINT, redeemable -> Times.millis(redeemable.keptUntil()))
            .build();

    static final RowShape<AccessToken> ACCESS_TOKEN = RowShape.<AccessToken>of("access_token")
            .column("id", BYTES, token -> token.id().toBytes())
            .column("client", TEXT, token -> token.client().value())
            .column(
                    "subject_type",
                    INTEGER,
                    token -> Words.number(token.subject().type()))
            .column("subject", TEXT, token -> token.subject().value())
            .column("scopes", TEXT, token -> token.scopes().toString())
            .column("audience", TEXT, token -> Words.list(token.audience()))
            .column("grant_id", BYTES, token -> orNull(token.grant(), GrantId::toBytes))
            .column("further_grants", BYTES, token -> furtherGrants(token.grants()))
            .column("origin", TEXT, token -> token.origin().value())
            .column("sender_key", TEXT, token -> orNull(token.senderKey(), Words::text))
            .column("claims", TEXT, token -> Words.textOrNull(token.claims()))
            .column("issued_at", BIGINT, token -> Times.millis(token.issuedAt()))
            .column("expires_at", BIGINT, token -> Times.millis(token.expiresAt()))
            .column("kept_until", BIGINT, token -> Times.millis(token.keptUntil()))
            .column("revoked", INTEGER, token -> 0)
            .build();

    private TokenRows() {}

    /** Adds the columns of a refresh token, all empty where there is none. */
    static <R> RowShape.Builder<R> withRefreshToken(
            RowShape.Builder<R> row, String prefix, Function<R, Optional<RefreshToken>> token) {
        return row.column(
                        prefix + "digest",
                        BYTES,
                        noun -> orNull(token.apply(noun), it -> it.digest().toBytes()))
                .column(prefix + "generation", INTEGER, noun -> orNull(token.apply(noun), RefreshToken::generation))
                .column(
                        prefix + "sender_key",
                        TEXT,
                        noun -> orNull(token.apply(noun).flatMap(RefreshToken::senderKey), Words::text))
                .column(
                        prefix + "issued_by",
                        BYTES,
                        noun -> orNull(token.apply(noun), it -> it.issuedBy().toBytes()))
                .column(prefix + "derived_with", TEXT, noun -> orNull(token.apply(noun), RefreshToken::derivedWith))
                .column(prefix + "repeats", INTEGER, noun -> orNull(token.apply(noun), RefreshToken::repeats))
                .column(
                        prefix + "issued_at",
                        BIGINT,
                        noun -> orNull(token.apply(noun), it -> Times.millis(it.issuedAt())))
                .column(
                        prefix + "expires_at",
                        BIGINT,
                        noun -> orNull(token.apply(noun), it -> Times.millis(it.expiresAt())));
    }

    /** Reads the columns of {@link #GRANT}. */
    static Grant grant(RowReader row) throws SQLException {
        GrantId id = GrantId.fromBytes(row.bytes());
        ClientId client = row.client();
        Subject subject = row.subject();
        Scopes scopes = row.scopes();
        Set<ResourceUri> resources = row.resources();
        GrantType origin = row.grantType();
        Optional<AuthenticationContext> authentication = row.optionalText().map(TokenRows::authentication);
        Claims claims = row.claims();
        Optional<RefreshToken> refreshToken = refreshToken(row);
        return new Grant(
                id,
                client,
                subject,
                scopes,
                resources,
                origin,
                authentication,
                claims,
                refreshToken,
                row.time(),
                row.time(),
                row.time(),
                row.optionalTime());
    }

    private static Optional<RefreshToken> refreshToken(RowReader row) throws SQLException {
        Optional<byte[]> digest = row.optionalBytes();
        int generation = row.number();
        Optional<SenderKey> senderKey = row.optionalSenderKey();
        Optional<byte[]> issuedBy = row.optionalBytes();
        String derivedWith = row.optionalText().orElse("");
        int repeats = row.number();
        Instant issuedAt = row.time();
        Instant expiresAt = row.time();
        return digest.map(bytes -> new RefreshToken(
                Digest.fromBytes(bytes),
                generation,
                senderKey,
                CommitId.fromBytes(issuedBy.orElseThrow()),
                derivedWith,
                repeats,
                issuedAt,
                expiresAt));
    }

    /** Reads the columns of {@link #REDEEMABLE}. */
    static Redeemable redeemable(RowReader row) throws SQLException {
        return new Redeemable(
                row.digest(),
                new RedeemableKind(row.text()),
                row.optionalText().map(ClientId::new),
                row.optionalGrantId(),
                row.scopes(),
                row.resources(),
                row.optionalText().map(RedirectUri::new),
                row.optionalBytes().map(Digest::fromBytes).map(CodeChallenge::new),
                row.optionalSenderKey(),
                row.claims(),
                row.optionalBigNumber().map(Duration::ofMillis),
                Words.state(row.number()),
                row.time(),
                row.time(),
                row.time());
    }

    /** Reads the columns of {@link #ACCESS_TOKEN} but the last. */
    static AccessToken accessToken(RowReader row) throws SQLException {
        return new AccessToken(
                row.digest(),
                row.client(),
                row.subject(),
                row.scopes(),
                row.resources(),
                grants(row),
                row.grantType(),
                row.optionalSenderKey(),
                row.claims(),
                row.time(),
                row.time(),
                row.time());
    }

    private static List<GrantId> grants(RowReader row) throws SQLException {
        List<GrantId> grants = new ArrayList<>(1);
        row.optionalGrantId().ifPresent(grants::add);
        row.optionalBytes().map(ByteBuffer::wrap).ifPresent(further -> {
            while (further.hasRemaining()) {
                grants.add(new GrantId(further.getLong(), further.getLong()));
            }
        });
        return grants;
    }

    private static byte @Nullable [] furtherGrants(List<GrantId> grants) {
        if (grants.size() < 2) {
            return null;
        }
        ByteBuffer further = ByteBuffer.allocate((grants.size() - 1) * GrantId.LENGTH);
        grants.stream().skip(1).forEach(grant -> further.put(grant.toBytes()));
        return further.array();
    }

    static @Nullable String text(Optional<AuthenticationContext> authentication) {
        return orNull(authentication, context -> {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("at", Times.millis(context.authenticatedAt()));
            context.acr().ifPresent(acr -> members.put("acr", acr));
            members.put("amr", context.amr());
            return JsonText.of(members);
        });
    }

    static AuthenticationContext authentication(String text) {
        Map<String, Object> members = JsonText.members(text);
        List<String> methods = members.get("amr") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        long at = members.get("at") instanceof Number millis ? millis.longValue() : 0;
        return new AuthenticationContext(
                Instant.ofEpochMilli(at),
                Optional.ofNullable(members.get("acr")).map(String::valueOf),
                methods);
    }

    private static <T, V> @Nullable V orNull(Optional<T> noun, Function<T, V> value) {
        return noun.map(value).orElse(null);
    }
}
