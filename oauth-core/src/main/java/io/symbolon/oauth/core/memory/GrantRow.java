// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.RefreshToken;
import java.time.Instant;
import java.util.Optional;

/** A grant, and the last commit that changed its refresh token. Not a record: two states are two objects. */
final class GrantRow {

    private final Grant grant;
    private final Optional<CommitId> changedBy;

    private GrantRow(Grant grant, Optional<CommitId> changedBy) {
        this.grant = grant;
        this.changedBy = changedBy;
    }

    static GrantRow inserted(Grant grant) {
        return new GrantRow(grant, Optional.empty());
    }

    Grant grant() {
        return grant;
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
