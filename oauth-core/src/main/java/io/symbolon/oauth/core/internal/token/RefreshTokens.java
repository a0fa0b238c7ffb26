// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import com.google.inject.Inject;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.PresentedRefreshToken;
import io.symbolon.oauth.core.internal.key.HmacKey;
import io.symbolon.oauth.core.internal.key.KeyRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refresh tokens: 96 characters of base64url, that is these 72 bytes:
 *
 * <pre>
 *    0  16  the grant's identifier, which begins with the tag
 *   16   4  the generation
 *   20  32  the secret: random in a first token, derived in every other
 *   52   4  a hint at the key of the MAC
 *   56  16  the MAC over all before and the issuer
 * </pre>
 *
 * <p>The MAC lets the server tell a token of its own, of whatever generation, from a guess, with no row but the grant's.
 *
 * <p>A successor's secret is an HMAC over the presented token and a salt that the grant's row keeps. So, while the key
 * lives, the same successor can be made again for whoever presents the predecessor; and it takes the predecessor, the
 * row and the key together to make it. Safe for use by many threads.
 */
public final class RefreshTokens {

    static final int GENERATION_AT = GrantId.LENGTH;
    static final int SECRET_AT = GENERATION_AT + Integer.BYTES;
    static final int HINT_AT = SECRET_AT + 32;

    private static final int MAC_AT = HINT_AT + Integer.BYTES;
    private static final int BYTES = MAC_AT + 16;
    private static final int CHARACTERS = BYTES / 3 * 4;
    private static final char BETWEEN_KIDS = '.';

    private final KeyRing keys;
    private final TokenGenerator generator;
    private final Digests digests;
    private final InstantSource time;
    private final byte[] issuer;

    @Inject
    public RefreshTokens(KeyRing keys, TokenGenerator generator, Digests digests, InstantSource time, Issuer issuer) {
        this.keys = keys;
        this.generator = generator;
        this.digests = digests;
        this.time = time;
        this.issuer = issuer.uri().getBytes(StandardCharsets.UTF_8);
    }

    /** A grant's first refresh token. */
    public MintedRefreshToken first(GrantId grant) {
        HmacKey macKey = keys.activeMacKey(time.instant());
        return mint(grant, 0, generator.randomBytes(HINT_AT - SECRET_AT), macKey, "");
    }

    /**
     * The one that follows when this one is spent.
     *
     * @param salt the commit that will make it current
     */
    public MintedRefreshToken successorOf(ParsedRefreshToken presented, CommitId salt) {
        HmacKey successorKey = keys.activeSuccessorKey(time.instant());
        HmacKey macKey = keys.activeMacKey(time.instant());
        return derive(presented, salt, successorKey, macKey);
    }

    /**
     * The very same successor again; empty if a key that it was made with has been destroyed.
     *
     * @param salt the commit that made it current
     * @param derivedWith what its row says
     */
    public Optional<MintedRefreshToken> deriveAgain(ParsedRefreshToken presented, CommitId salt, String derivedWith) {
        int end = derivedWith.indexOf(BETWEEN_KIDS);
        if (end < 0) {
            return Optional.empty();
        }
        return keys.findSuccessorKey(derivedWith.substring(0, end))
                .flatMap(successorKey -> keys.findMacKey(derivedWith.substring(end + 1))
                        .map(macKey -> derive(presented, salt, successorKey, macKey)));
    }

    /** The token, if this server has minted it and the key of its MAC is still kept. */
    public Optional<ParsedRefreshToken> parse(Secret presented) {
        if (presented.length() != CHARACTERS) {
            return Optional.empty();
        }
        byte[] bytes = Base64Url.decode(presented.reveal());
        if (bytes == null) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(bytes, MAC_AT);
        byte[] mac = Arrays.copyOfRange(bytes, MAC_AT, BYTES);
        for (HmacKey key : keys.findMacKeys(ByteBuffer.wrap(bytes).getInt(HINT_AT))) {
            if (MessageDigest.isEqual(mac, macOf(content, key))) {
                return Optional.of(parsed(presented, bytes));
            }
        }
        return Optional.empty();
    }

    /** What {@link #parse} has found genuine, to be read again. */
    ParsedRefreshToken read(PresentedRefreshToken presented) {
        byte @Nullable [] bytes = Base64Url.decode(presented.value().reveal());
        if (bytes == null || bytes.length != BYTES) {
            throw new IllegalArgumentException("no refresh token was presented");
        }
        ParsedRefreshToken read = parsed(presented.value(), bytes);
        if (!read.grant().equals(presented.grant().id())) {
            throw new IllegalArgumentException("the refresh token that was presented is another grant's");
        }
        return read;
    }

    private static ParsedRefreshToken parsed(Secret value, byte[] bytes) {
        return new ParsedRefreshToken(value, Arrays.copyOf(bytes, MAC_AT));
    }

    private MintedRefreshToken derive(
            ParsedRefreshToken presented, CommitId salt, HmacKey successorKey, HmacKey macKey) {
        int generation = Math.addExact(presented.generation(), 1);
        byte[] secret = successorKey.mac(
                presented.grant().toBytes(),
                ByteBuffer.allocate(Integer.BYTES).putInt(generation).array(),
                presented.secret(),
                salt.toBytes(),
                issuer);
        return mint(presented.grant(), generation, secret, macKey, successorKey.kid() + BETWEEN_KIDS + macKey.kid());
    }

    private MintedRefreshToken mint(GrantId grant, int generation, byte[] secret, HmacKey macKey, String derivedWith) {
        byte[] content = ByteBuffer.allocate(MAC_AT)
                .putLong(grant.high())
                .putLong(grant.low())
                .putInt(generation)
                .put(secret)
                .putInt(macKey.hint())
                .array();
        byte[] token = ByteBuffer.allocate(BYTES)
                .put(content)
                .put(macOf(content, macKey))
                .array();
        Secret value = Secret.of(Base64Url.encode(token));
        return new MintedRefreshToken(value, digests.of(value), generation, derivedWith);
    }

    private byte[] macOf(byte[] content, HmacKey key) {
        return Arrays.copyOf(key.mac(content, issuer), BYTES - MAC_AT);
    }
}
