// SPDX-License-Identifier: Apache-2.0
/** From bytes to parameters and back to bytes. */
@NullMarked
package io.symbolon.oauth.core.internal.http;

import org.jspecify.annotations.NullMarked;
