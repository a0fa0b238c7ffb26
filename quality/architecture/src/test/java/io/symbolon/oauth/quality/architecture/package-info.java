// SPDX-License-Identifier: Apache-2.0
/** Architecture rules over the whole reactor. */
@NullMarked
package io.symbolon.oauth.quality.architecture;

import org.jspecify.annotations.NullMarked;
