// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.fetch;

import java.io.IOException;

/** Why something was not fetched; the message is for the operator. */
final class FetchException extends IOException {

    private static final long serialVersionUID = 1L;

    FetchException(String message) {
        super(message);
    }
}
