// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * Who is logged in, as the application knows it.
 *
 * @param subject the account; what the tokens name as their subject
 * @param authentication how and when it was authenticated
 * @param claims what the tokens shall say besides; usually none
 */
public record ResourceOwner(Subject subject, AuthenticationContext authentication, Claims claims) {

    public ResourceOwner {
        if (!subject.isAccount()) {
            throw new IllegalArgumentException("a resource owner has an account; a client acts in its own name");
        }
    }

    /** Logged in in this way; the tokens say nothing besides. */
    public static ResourceOwner of(Subject subject, AuthenticationContext authentication) {
        return new ResourceOwner(subject, authentication, Claims.none());
    }
}
