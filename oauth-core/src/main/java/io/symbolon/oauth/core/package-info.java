// SPDX-License-Identifier: Apache-2.0
/** The authorization server engine. */
@NullMarked
package io.symbolon.oauth.core;

import org.jspecify.annotations.NullMarked;
