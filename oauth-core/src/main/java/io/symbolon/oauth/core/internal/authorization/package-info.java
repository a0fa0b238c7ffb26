// SPDX-License-Identifier: Apache-2.0
/** The authorization endpoint and the resource owner's part. */
@NullMarked
package io.symbolon.oauth.core.internal.authorization;

import org.jspecify.annotations.NullMarked;
