// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import com.google.inject.Inject;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.UserCode;
import io.symbolon.oauth.api.token.CommitId;
import java.security.DrbgParameters;
import java.security.DrbgParameters.Capability;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalInt;

/**
 * The one source of random values. Each has at least 256 random bits, but identifiers, which nobody has to guess, have 128,
 * and what people type has fewer.
 *
 * <p>The platform's own generator on Linux has one lock for all threads; here are several deterministic generators
 * (NIST SP 800-90A), each seeded from the operating system, and threads spread over them. Safe for use by many threads.
 */
public final class TokenGenerator {

    /** The number of characters of a token: 2 bytes that begin with the tag, and 32 more. */
    public static final int TOKEN_LENGTH = 46;

    private static final int STRENGTH_BITS = 256;
    private static final int SECRET_BYTES = 32;
    private static final int REFERENCE_BYTES = 9;
    private static final int TAG_BYTES = 2;
    private static final int TAGS = 1 << 14;
    private static final int TAG_CHARACTERS = 3;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final RandomBytes[] stripes;

    /** Seeds the generators; takes some milliseconds. */
    @Inject
    public TokenGenerator() {
        int stripeCount = Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors());
        this.stripes = new RandomBytes[stripeCount];
        for (int i = 0; i < stripeCount; i++) {
            stripes[i] = new RandomBytes(seeded());
        }
    }

    /** An identifier whose tag is random too. */
    public GrantId newGrantId() {
        return GrantId.fromBytes(randomBytes(GrantId.LENGTH));
    }

    public CommitId newCommitId() {
        return CommitId.fromBytes(randomBytes(CommitId.LENGTH));
    }

    /** A code or token of no grant, so that its tag is random too: 46 characters. */
    public Secret newToken() {
        return Secret.of(BASE64URL.encodeToString(randomBytes(TAG_BYTES + SECRET_BYTES)));
    }

    /**
     * A code or token: 46 characters, which start with the tag.
     *
     * @param tag of its grant, 0 to 16383
     */
    public Secret newToken(int tag) {
        if (tag < 0 || tag >= TAGS) {
            throw new IllegalArgumentException("a tag has 14 bits, but it is " + tag);
        }
        byte[] bytes = randomBytes(TAG_BYTES + SECRET_BYTES);
        bytes[0] = (byte) (tag >>> 6);
        bytes[1] = (byte) ((tag << 2) | (bytes[1] & 0b11));
        return Secret.of(BASE64URL.encodeToString(bytes));
    }

    /** A secret without a tag: 43 characters. */
    public Secret newSecret() {
        return Secret.of(BASE64URL.encodeToString(randomBytes(SECRET_BYTES)));
    }

    /** A code that a person types: 34 bits, for minutes only, and few attempts (RFC 8628 §6.1). */
    public UserCode newUserCode() {
        StringBuilder letters = new StringBuilder(UserCode.LENGTH);
        while (letters.length() < UserCode.LENGTH) {
            for (byte random : randomBytes(UserCode.LENGTH)) {
                int number = random & 0xFF;
                // 240 is a multiple of 20: no letter is likelier than another
                if (number < 240 && letters.length() < UserCode.LENGTH) {
                    letters.append(UserCode.ALPHABET.charAt(number % UserCode.ALPHABET.length()));
                }
            }
        }
        return UserCode.parse(letters.toString()).orElseThrow();
    }

    /** Names one refusal or failure, in an answer and in the log: 12 characters, and no secret. */
    public String newReference() {
        return BASE64URL.encodeToString(randomBytes(REFERENCE_BYTES));
    }

    /** The tag at the start of a code, an opaque token or a refresh token; empty if the text starts like none of them. */
    public static OptionalInt tagOf(Secret token) {
        String text = token.reveal();
        if (text.length() < TAG_CHARACTERS) {
            return OptionalInt.empty();
        }
        // Four characters are three bytes; the fourth is not needed for the first fourteen bits.
        byte[] start = Base64Url.decode(text.substring(0, TAG_CHARACTERS) + 'A');
        return start == null ? OptionalInt.empty() : OptionalInt.of(tagOf(start[0], start[1]));
    }

    byte[] randomBytes(int count) {
        return stripes[(int) Thread.currentThread().getId() & (stripes.length - 1)].next(count);
    }

    private static int tagOf(byte first, byte second) {
        return (first & 0xFF) << 6 | (second & 0xFF) >>> 2;
    }

    private static SecureRandom seeded() {
        try {
            return SecureRandom.getInstance(
                    "DRBG", DrbgParameters.instantiation(STRENGTH_BITS, Capability.RESEED_ONLY, null));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks the DRBG of its own SUN provider", e);
        }
    }
}
