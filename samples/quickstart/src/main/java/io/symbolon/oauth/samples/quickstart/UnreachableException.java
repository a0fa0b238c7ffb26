// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.io.IOException;

/** The demo client could not talk to the server. */
final class UnreachableException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String message) {
        super(message);
    }

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
