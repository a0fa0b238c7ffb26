// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.util.List;

/** The columns of a refresh token, behind the prefix of the row that they stand in. */
final class RefreshColumns {

    static final List<String> NAMES = List.of(
            "digest", "generation", "sender_key", "issued_by", "derived_with", "repeats", "issued_at", "expires_at");

    private RefreshColumns() {}
}
