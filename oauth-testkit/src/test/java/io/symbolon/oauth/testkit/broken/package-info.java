// SPDX-License-Identifier: Apache-2.0
/** Stores that are broken on purpose, each in one place, and the proof that the contracts notice. */
@NullMarked
package io.symbolon.oauth.testkit.broken;

import org.jspecify.annotations.NullMarked;
