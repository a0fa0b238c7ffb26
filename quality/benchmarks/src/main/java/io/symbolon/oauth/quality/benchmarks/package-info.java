// SPDX-License-Identifier: Apache-2.0
/** How fast the whole server is beside its limits, and what its parts cost. */
@NullMarked
package io.symbolon.oauth.quality.benchmarks;

import org.jspecify.annotations.NullMarked;
