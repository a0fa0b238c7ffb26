// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Secret;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A refresh token that this server has minted, whatever has become of it since; only {@link RefreshTokens} makes one. */
public final class ParsedRefreshToken {

    private final Secret value;
    private final byte[] content;

    ParsedRefreshToken(Secret value, byte[] content) {
        this.value = value;
        this.content = content;
    }

    /** As it was presented. */
    public Secret value() {
        return value;
    }

    public GrantId grant() {
        return GrantId.fromBytes(Arrays.copyOf(content, GrantId.LENGTH));
    }

    /** 0 for the first, one more with each rotation. */
    public int generation() {
        return ByteBuffer.wrap(content).getInt(RefreshTokens.GENERATION_AT);
    }

    byte[] secret() {
        return Arrays.copyOfRange(content, RefreshTokens.SECRET_AT, RefreshTokens.HINT_AT);
    }

    @Override
    public String toString() {
        return "refresh token " + generation() + " of " + grant();
    }
}
