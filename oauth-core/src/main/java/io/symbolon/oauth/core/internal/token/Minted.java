// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.core.internal.token.Narrowing.Narrowed;
import java.util.Optional;

/**
 * All that a decision came to, in memory: nothing is written, and nobody was answered.
 *
 * @param commit what is to be written
 * @param issued what is to be answered once it is
 * @param grant the grant that it belongs to; absent for a token of the client itself
 * @param narrowed what was granted in the end
 * @param handout the refresh token in it
 */
record Minted(
        Commit commit,
        Issued issued,
        Optional<Grant> grant,
        Narrowed narrowed,
        Optional<RefreshPolicy.Handout> handout) {}
