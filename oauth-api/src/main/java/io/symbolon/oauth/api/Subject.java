// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * Whom a token speaks for. The type is part of the identity: a client is never taken for an account, even where both
 * have the same identifier.
 *
 * @param type whether an account or a client acts
 * @param value the identifier, 1 to 255 characters, without control characters; the {@code sub} of a token
 */
public record Subject(Type type, String value) {

    /** What kind of party a subject is. */
    public enum Type {
        /** A resource owner. */
        ACCOUNT,
        /** A client that acts for itself (RFC 6749 §4.4). */
        CLIENT
    }

    public Subject {
        if (value.isEmpty() || value.length() > 255 || Text.hasControlCharacter(value)) {
            throw new IllegalArgumentException("a subject has 1 to 255 characters and no control characters");
        }
    }

    /** The resource owner with this identifier. */
    public static Subject ofAccount(String identifier) {
        return new Subject(Type.ACCOUNT, identifier);
    }

    /** The client itself. */
    public static Subject ofClient(ClientId client) {
        return new Subject(Type.CLIENT, client.value());
    }

    /** Whether this is a resource owner. */
    public boolean isAccount() {
        return type == Type.ACCOUNT;
    }
}
