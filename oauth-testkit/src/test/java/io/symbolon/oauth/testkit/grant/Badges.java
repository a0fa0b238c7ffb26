// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who holds which badge. */
final class Badges {

    private final Map<Digest, Subject> holders = new ConcurrentHashMap<>();

    /** Gives the badge to this account. */
    void give(Secret badge, String account) {
        holders.put(Digest.of(badge), Subject.ofAccount(account));
    }

    Optional<Subject> findHolder(Secret badge) {
        return Optional.ofNullable(holders.get(Digest.of(badge)));
    }
}
