// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import io.symbolon.oauth.api.token.SigningKey;
import java.io.Serial;

/** A key in the store is not what its row says. It names no cause, since a parser's message may quote the key. */
final class UnreadableKeyException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableKeyException(SigningKey row) {
        super("the key " + row.kid() + " in the store cannot be read as a key for " + row.algorithm()
                + "; restore it, or remove it and with it every token that was made with it");
    }
}
