// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.RefreshToken;
import java.time.Instant;
import java.util.Optional;

/**
 * A grant, and who changed it.
 *
 * @param grant the grant
 * @param changedBy the last commit that changed its refresh token
 */
record GrantRow(Grant grant, Optional<CommitId> changedBy) {

    static GrantRow inserted(Grant grant) {
        return new GrantRow(grant, Optional.empty());
    }

    long keptUntil() {
        return Rows.millis(grant.keptUntil());
    }

    /** Whether this commit has been written before. */
    boolean isChangedBy(CommitId commit) {
        return changedBy.filter(commit::equals).isPresent()
                || grant.refreshToken()
                        .filter(current -> current.issuedBy().equals(commit))
                        .isPresent();
    }

    GrantRow with(RefreshToken current, CommitId commit) {
        return new GrantRow(grant.with(current), Optional.of(commit));
    }

    GrantRow revoked(Instant at) {
        return new GrantRow(grant.revoked(at), changedBy);
    }
}
