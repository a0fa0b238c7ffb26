// SPDX-License-Identifier: Apache-2.0
/** The server's keys: made, announced, used, published and destroyed in time. */
@NullMarked
package io.symbolon.oauth.core.internal.key;

import org.jspecify.annotations.NullMarked;
