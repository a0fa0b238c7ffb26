// SPDX-License-Identifier: Apache-2.0
/** The protocol's vocabulary and the front door. Uses no other package of this project. */
@NullMarked
package io.symbolon.oauth.api;

import org.jspecify.annotations.NullMarked;
