// SPDX-License-Identifier: Apache-2.0
/** Benchmarks. */
@NullMarked
package io.symbolon.oauth.quality.benchmarks;

import org.jspecify.annotations.NullMarked;
