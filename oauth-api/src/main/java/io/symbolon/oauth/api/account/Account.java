// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.account;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Subject;

/**
 * A resource owner whose password was right.
 *
 * @param subject who it is
 * @param claims what tokens shall say besides; usually none
 */
public record Account(Subject subject, Claims claims) {

    public Account {
        if (!subject.isAccount()) {
            throw new IllegalArgumentException("an account is no client");
        }
    }
}
