// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.RefreshToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Grants as short rows of bytes, like {@link AccessTokenCodec} does it: the key of the row is the grant's identifier, the
 * first byte holds flags, the next eight {@code keptUntil}, and the times are milliseconds; only when the resource owner
 * was authenticated, which the application says, is kept to the nanosecond.
 */
final class GrantCodec {

    private static final int SUBJECT_IS_CLIENT = 1;
    private static final int HAS_AUTHENTICATION = 2;
    private static final int HAS_CLAIMS = 4;
    private static final int HAS_REFRESH_TOKEN = 8;
    private static final int HAS_SENDER_KEY = 16;
    private static final int IS_REVOKED = 32;
    private static final int IS_CHANGED = 64;
    private static final int HAS_ACR = 128;

    private final SharedValues shared;

    GrantCodec(SharedValues shared) {
        this.shared = shared;
    }

    byte[] encode(GrantRow row) {
        Grant grant = row.grant();
        RowWriter out = new RowWriter();
        long keptUntil = row.keptUntil();
        out.oneByte(flags(row));
        out.eightBytes(keptUntil);
        out.signed(keptUntil - Rows.millis(grant.expiresAt()));
        out.signed(keptUntil - Rows.millis(grant.createdAt()));
        out.text(grant.client().value());
        out.text(grant.subject().value());
        shared.writeScopes(grant.scopes(), out);
        shared.writeResources(grant.resources(), out);
        shared.writeGrantType(grant.origin(), out);
        grant.authentication().ifPresent(context -> write(context, out));
        if (!grant.claims().isEmpty()) {
            ClaimsCodec.write(grant.claims(), out);
        }
        grant.refreshToken().ifPresent(token -> write(token, keptUntil, out));
        grant.revokedAt().ifPresent(at -> out.signed(keptUntil - Rows.millis(at)));
        row.changedBy().ifPresent(commit -> write(commit, out));
        return out.toRow();
    }

    GrantRow decode(GrantId id, byte[] bytes) {
        RowReader in = new RowReader(bytes);
        int flags = in.oneByte();
        long keptUntil = in.eightBytes();
        Instant expiresAt = Rows.instant(keptUntil - in.signed());
        Instant createdAt = Rows.instant(keptUntil - in.signed());
        ClientId client = new ClientId(in.text());
        Subject.Type type = is(SUBJECT_IS_CLIENT, flags) ? Subject.Type.CLIENT : Subject.Type.ACCOUNT;
        Subject subject = new Subject(type, in.text());
        Scopes scopes = shared.readScopes(in);
        Set<ResourceUri> resources = shared.readResources(in);
        GrantType origin = shared.readGrantType(in);
        Optional<AuthenticationContext> authentication =
                is(HAS_AUTHENTICATION, flags) ? Optional.of(readAuthentication(flags, in)) : Optional.empty();
        Claims claims = is(HAS_CLAIMS, flags) ? ClaimsCodec.read(in) : Claims.none();
        Optional<RefreshToken> refreshToken =
                is(HAS_REFRESH_TOKEN, flags) ? Optional.of(readRefreshToken(flags, keptUntil, in)) : Optional.empty();
        Optional<Instant> revokedAt =
                is(IS_REVOKED, flags) ? Optional.of(Rows.instant(keptUntil - in.signed())) : Optional.empty();
        Optional<CommitId> changedBy = is(IS_CHANGED, flags) ? Optional.of(readCommitId(in)) : Optional.empty();
        Grant grant = new Grant(
                id,
                client,
                subject,
                scopes,
                resources,
                origin,
                authentication,
                claims,
                refreshToken,
                createdAt,
                expiresAt,
                Rows.instant(keptUntil),
                revokedAt);
        return new GrantRow(grant, changedBy);
    }

    /** From which instant on the row that starts there may be deleted, in milliseconds of the epoch. */
    static long keptUntil(byte[] bytes, int start) {
        return Longs.read(bytes, start + 1);
    }

    private static int flags(GrantRow row) {
        Grant grant = row.grant();
        int flags = grant.subject().isAccount() ? 0 : SUBJECT_IS_CLIENT;
        flags |= grant.authentication().isPresent() ? HAS_AUTHENTICATION : 0;
        flags |= grant.authentication().flatMap(AuthenticationContext::acr).isPresent() ? HAS_ACR : 0;
        flags |= grant.claims().isEmpty() ? 0 : HAS_CLAIMS;
        flags |= grant.refreshToken().isPresent() ? HAS_REFRESH_TOKEN : 0;
        flags |= grant.refreshToken().flatMap(RefreshToken::senderKey).isPresent() ? HAS_SENDER_KEY : 0;
        flags |= grant.isRevoked() ? IS_REVOKED : 0;
        return flags | (row.changedBy().isPresent() ? IS_CHANGED : 0);
    }

    private void write(AuthenticationContext context, RowWriter out) {
        Instant at = context.authenticatedAt();
        out.signed(at.getEpochSecond());
        out.unsigned(at.getNano());
        context.acr().ifPresent(acr -> shared.writeName(acr, out));
        out.unsigned(context.amr().size());
        context.amr().forEach(method -> shared.writeName(method, out));
    }

    private AuthenticationContext readAuthentication(int flags, RowReader in) {
        Instant at = Instant.ofEpochSecond(in.signed(), in.unsigned());
        Optional<String> acr = is(HAS_ACR, flags) ? Optional.of(shared.readName(in)) : Optional.empty();
        List<String> amr = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            amr.add(shared.readName(in));
        }
        return new AuthenticationContext(at, acr, amr);
    }

    private void write(RefreshToken token, long keptUntil, RowWriter out) {
        out.eightBytes(token.digest().a());
        out.eightBytes(token.digest().b());
        out.eightBytes(token.digest().c());
        out.eightBytes(token.digest().d());
        out.unsigned(token.generation());
        token.senderKey().ifPresent(key -> {
            shared.writeName(key.confirmation(), out);
            out.text(key.thumbprint());
        });
        write(token.issuedBy(), out);
        shared.writeName(token.derivedWith(), out);
        out.unsigned(token.repeats());
        out.signed(keptUntil - Rows.millis(token.issuedAt()));
        out.signed(keptUntil - Rows.millis(token.expiresAt()));
    }

    private RefreshToken readRefreshToken(int flags, long keptUntil, RowReader in) {
        Digest digest = new Digest(in.eightBytes(), in.eightBytes(), in.eightBytes(), in.eightBytes());
        int generation = in.count();
        Optional<SenderKey> senderKey = is(HAS_SENDER_KEY, flags)
                ? Optional.of(new SenderKey(shared.readName(in), in.text()))
                : Optional.empty();
        return new RefreshToken(
                digest,
                generation,
                senderKey,
                readCommitId(in),
                shared.readName(in),
                in.count(),
                Rows.instant(keptUntil - in.signed()),
                Rows.instant(keptUntil - in.signed()));
    }

    private static void write(CommitId commit, RowWriter out) {
        out.eightBytes(commit.high());
        out.eightBytes(commit.low());
    }

    private static CommitId readCommitId(RowReader in) {
        return new CommitId(in.eightBytes(), in.eightBytes());
    }

    private static boolean is(int flag, int flags) {
        return (flags & flag) != 0;
    }
}
