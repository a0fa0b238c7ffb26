// SPDX-License-Identifier: Apache-2.0
/** What an operator chooses about the keys of the server. */
@NullMarked
package io.symbolon.oauth.core.key;

import org.jspecify.annotations.NullMarked;
