// SPDX-License-Identifier: Apache-2.0
/** Group commit: who writes whose rows when. Knows no SQL. */
@NullMarked
package io.symbolon.oauth.jdbc.internal.commit;

import org.jspecify.annotations.NullMarked;
