// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Access tokens as short rows of bytes, since a server keeps millions of them. The row of a token has no identifier,
 * which is its key; times in milliseconds; and only numbers for the scopes, audiences and grant types that many tokens
 * have in common. The first byte holds flags and the next eight {@code keptUntil}, so that both are read without the
 * rest.
 */
final class AccessTokenCodec {

    private static final int REVOKED = 1;
    private static final int SUBJECT_IS_CLIENT = 2;
    private static final int SUBJECT_IS_ITS_CLIENT = 4;
    private static final int HAS_SENDER_KEY = 8;
    private static final int HAS_CLAIMS = 16;
    private static final int GRANTS_SHIFT = 5;

    private final SharedValues shared;

    AccessTokenCodec(SharedValues shared) {
        this.shared = shared;
    }

    byte[] encode(AccessToken token) {
        RowWriter row = new RowWriter();
        row.oneByte(flags(token));
        long keptUntil = Rows.millis(token.keptUntil());
        row.eightBytes(keptUntil);
        row.signed(keptUntil - Rows.millis(token.expiresAt()));
        row.signed(keptUntil - Rows.millis(token.issuedAt()));
        row.text(token.client().value());
        if (!isOfItsClient(token)) {
            row.text(token.subject().value());
        }
        shared.writeScopes(token.scopes(), row);
        shared.writeResources(token.audience(), row);
        for (GrantId grant : token.grants()) {
            row.eightBytes(grant.high());
            row.eightBytes(grant.low());
        }
        shared.writeGrantType(token.origin(), row);
        token.senderKey().ifPresent(key -> {
            row.text(key.confirmation());
            row.text(key.thumbprint());
        });
        if (!token.claims().isEmpty()) {
            ClaimsCodec.write(token.claims(), row);
        }
        return row.toRow();
    }

    AccessToken decode(Digest id, byte[] bytes) {
        RowReader row = new RowReader(bytes);
        int flags = row.oneByte();
        long keptUntil = row.eightBytes();
        Instant expiresAt = Rows.instant(keptUntil - row.signed());
        Instant issuedAt = Rows.instant(keptUntil - row.signed());
        ClientId client = new ClientId(row.text());
        Subject subject = readSubject(flags, client, row);
        Scopes granted = shared.readScopes(row);
        Set<ResourceUri> audience = shared.readResources(row);
        List<GrantId> grants = readGrants(flags >>> GRANTS_SHIFT, row);
        GrantType origin = shared.readGrantType(row);
        Optional<SenderKey> senderKey =
                is(HAS_SENDER_KEY, flags) ? Optional.of(new SenderKey(row.text(), row.text())) : Optional.empty();
        Claims claims = is(HAS_CLAIMS, flags) ? ClaimsCodec.read(row) : Claims.none();
        return new AccessToken(
                id,
                client,
                subject,
                granted,
                audience,
                grants,
                origin,
                senderKey,
                claims,
                issuedAt,
                expiresAt,
                Rows.instant(keptUntil));
    }

    /** From which instant on the row that starts there may be deleted, in milliseconds of the epoch. */
    static long keptUntil(byte[] bytes, int start) {
        return Longs.read(bytes, start + 1);
    }

    static boolean isRevoked(byte[] row) {
        return is(REVOKED, row[0]);
    }

    /** The row of the same token, revoked. */
    static byte[] revoked(byte[] row) {
        byte[] copy = row.clone();
        copy[0] |= REVOKED;
        return copy;
    }

    /** Whether both rows say the same, revoked or not. */
    static boolean isSameToken(byte[] one, byte[] other) {
        return (one[0] | REVOKED) == (other[0] | REVOKED) && Arrays.equals(one, 1, one.length, other, 1, other.length);
    }

    private static int flags(AccessToken token) {
        int flags = token.grants().size() << GRANTS_SHIFT;
        flags |= token.subject().isAccount() ? 0 : SUBJECT_IS_CLIENT;
        flags |= isOfItsClient(token) ? SUBJECT_IS_ITS_CLIENT : 0;
        flags |= token.senderKey().isPresent() ? HAS_SENDER_KEY : 0;
        flags |= token.claims().isEmpty() ? 0 : HAS_CLAIMS;
        return flags;
    }

    private static boolean is(int flag, int flags) {
        return (flags & flag) != 0;
    }

    private static boolean isOfItsClient(AccessToken token) {
        return !token.subject().isAccount()
                && token.subject().value().equals(token.client().value());
    }

    private static Subject readSubject(int flags, ClientId client, RowReader row) {
        if (is(SUBJECT_IS_ITS_CLIENT, flags)) {
            return Subject.ofClient(client);
        }
        return new Subject(is(SUBJECT_IS_CLIENT, flags) ? Subject.Type.CLIENT : Subject.Type.ACCOUNT, row.text());
    }

    private static List<GrantId> readGrants(int count, RowReader row) {
        List<GrantId> grants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            grants.add(new GrantId(row.eightBytes(), row.eightBytes()));
        }
        return grants;
    }
}
