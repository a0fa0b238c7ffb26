// SPDX-License-Identifier: Apache-2.0
/** The engine: dispatch, client authentication, refusals. */
@NullMarked
package io.symbolon.oauth.core.internal.engine;

import org.jspecify.annotations.NullMarked;
