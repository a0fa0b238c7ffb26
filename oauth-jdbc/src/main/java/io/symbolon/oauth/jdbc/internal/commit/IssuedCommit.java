// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import io.symbolon.oauth.api.store.Commit;

/**
 * A commit of one issuer.
 *
 * @param issuer the number of the issuer whose rows it writes
 * @param commit what it writes
 */
public record IssuedCommit(int issuer, Commit commit) {}
