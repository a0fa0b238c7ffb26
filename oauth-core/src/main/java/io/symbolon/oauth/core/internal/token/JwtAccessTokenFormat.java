// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import com.google.inject.Inject;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import io.symbolon.oauth.api.token.AccessTokenFormat;
import io.symbolon.oauth.api.token.MintedAccessToken;
import io.symbolon.oauth.core.internal.key.KeyRing;
import io.symbolon.oauth.core.internal.key.SignatureKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signed JWTs that any resource server can verify by itself (RFC 9068).
 *
 * <p>What is presented is looked at in this order, and nothing is believed before its turn: the size; three strict
 * segments; the header, which may only name one of our own keys and that key's own algorithm; the signature; the claims.
 * Whatever else a header holds is never a source of keys. What was found genuine is remembered for a while, and looked at
 * anew when its key is gone.
 */
public final class JwtAccessTokenFormat implements AccessTokenFormat {

    /** The name of this format, and the {@code typ} of its tokens (RFC 9068 §2.1). */
    public static final String NAME = "at+jwt";

    /** The most characters of a token. */
    public static final int MAX_LENGTH = 8192;

    private final KeyRing keys;
    private final AccessTokenClaims claims;
    private final Digests digests;
    private final VerifiedTokens verified;
    private final StrictJson json = new StrictJson();
    private volatile @Nullable EncodedHeader lastHeader;

    private record EncodedHeader(SignatureKey key, String text) {}

    @Inject
    public JwtAccessTokenFormat(KeyRing keys, Issuer issuer, Digests digests) {
        this.keys = keys;
        this.claims = new AccessTokenClaims(issuer, digests);
        this.digests = digests;
        this.verified = new VerifiedTokens(keys);
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The token ends at a full second, and never later than the key that signs it is published.
     */
    @Override
    public MintedAccessToken mint(AccessTokenDraft draft) {
        AccessToken token = claims.settle(draft, keys.longestTokenLifetime());
        SignatureKey key = keys.activeSignatureKey(draft.issuedAt());
        byte[] payload = json.write(members -> claims.write(token, draft.identifier(), members));
        String signingInput = headerOf(key) + '.' + Base64Url.encode(payload);
        String value = signingInput + '.' + Base64Url.encode(key.sign(ascii(signingInput)));
        if (value.length() > MAX_LENGTH) {
            throw new IllegalStateException("an access token for the client " + draft.client() + " would have "
                    + value.length() + " characters, more than " + MAX_LENGTH
                    + ": give it fewer claims, or use the format " + OpaqueAccessTokenFormat.NAME);
        }
        return new MintedAccessToken(Secret.of(value), token, MintedAccessToken.Storage.SELF_CONTAINED);
    }

    @Override
    public Optional<AccessToken> verify(Secret presented, Instant receivedAt) {
        String text = presented.reveal();
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > MAX_LENGTH || first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return Optional.empty();
        }
        Digest digest = digests.of(presented);
        Optional<AccessToken> known = verified.find(digest);
        return known.isPresent() ? known : verifyAnew(text, first, second, digest);
    }

    private Optional<AccessToken> verifyAnew(String text, int first, int second, Digest digest) {
        byte[] header = Base64Url.decode(text, 0, first);
        byte[] payload = Base64Url.decode(text, first + 1, second);
        byte[] signature = Base64Url.decode(text, second + 1, text.length());
        if (header == null || payload == null || signature == null) {
            return Optional.empty();
        }
        Optional<SignatureKey> key = json.read(header)
                .flatMap(this::findKey)
                .filter(named -> named.verify(ascii(text.substring(0, second)), signature));
        Optional<AccessToken> token = key.flatMap(made -> json.read(payload)).flatMap(claims::read);
        token.ifPresent(genuine -> verified.add(digest, genuine, key.orElseThrow(), text.length()));
        return token;
    }

    /** The key of ours that the header names, if all that the header says about it is so. */
    private Optional<SignatureKey> findKey(Map<String, Object> header) {
        // RFC 7515 §4.1.11: we understand no extension, so none may be critical.
        if (header.containsKey("crit") || !isAccessToken(header.get("typ"))) {
            return Optional.empty();
        }
        if (!(header.get("kid") instanceof String kid)) {
            return Optional.empty();
        }
        return keys.findSignatureKey(kid)
                .filter(key -> key.algorithm().joseName().equals(header.get("alg")));
    }

    // RFC 9068 §4: with or without the prefix, and a media type has no case.
    private static boolean isAccessToken(@Nullable Object typ) {
        return typ instanceof String text
                && (text.equalsIgnoreCase(NAME) || text.equalsIgnoreCase("application/" + NAME));
    }

    /** Written once for a key, which signs for months. */
    private String headerOf(SignatureKey key) {
        EncodedHeader written = lastHeader;
        if (written == null || written.key() != key) {
            written = new EncodedHeader(key, encodedHeader(key));
            lastHeader = written;
        }
        return written.text();
    }

    private String encodedHeader(SignatureKey key) {
        return Base64Url.encode(json.write(members -> {
            members.writeStringField("alg", key.algorithm().joseName());
            members.writeStringField("typ", NAME);
            members.writeStringField("kid", key.kid());
        }));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
