// SPDX-License-Identifier: Apache-2.0
/** All stores in memory: bounded, quick, and empty after a restart. */
@NullMarked
package io.symbolon.oauth.core.memory;

import org.jspecify.annotations.NullMarked;
