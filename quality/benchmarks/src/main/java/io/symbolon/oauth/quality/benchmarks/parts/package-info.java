// SPDX-License-Identifier: Apache-2.0
/** What the parts of a request cost, measured in-process by JMH. */
@NullMarked
package io.symbolon.oauth.quality.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
