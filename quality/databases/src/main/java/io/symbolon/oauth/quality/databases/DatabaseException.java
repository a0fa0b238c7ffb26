// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

/** A database could not be started or ended; the message says what to look at. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
