// SPDX-License-Identifier: Apache-2.0
/** Requests over loopback that cost little to send and are all checked. */
@NullMarked
package io.symbolon.oauth.quality.benchmarks.load;

import org.jspecify.annotations.NullMarked;
