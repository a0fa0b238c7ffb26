// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;

/**
 * A person of a configuration, for servers that are tried out or tested.
 *
 * @param username the name to sign in with, 1 to 255 characters without control characters
 * @param password the password, never empty
 * @param claims what is known about the person
 */
public record ConfiguredUser(String username, Secret password, Claims claims) {

    public ConfiguredUser {
        Subject.ofAccount(username);
        if (password.length() == 0) {
            throw new IllegalArgumentException("a password has at least one character");
        }
    }

    /** The resource owner that this person is. */
    public Subject subject() {
        return Subject.ofAccount(username);
    }
}
