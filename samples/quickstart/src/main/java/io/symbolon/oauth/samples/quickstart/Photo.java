// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.time.Instant;

/**
 * One photo.
 *
 * @param id its number in the album
 * @param title what its owner calls it, 1 to 100 characters
 * @param addedAt when it came into the album
 */
record Photo(long id, String title, Instant addedAt) {

    static final int MAX_TITLE_LENGTH = 100;

    Photo {
        if (title.isBlank()
                || title.length() > MAX_TITLE_LENGTH
                || title.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a title has 1 to " + MAX_TITLE_LENGTH + " characters on one line");
        }
    }
}
