// SPDX-License-Identifier: Apache-2.0
/** The programs that are measured, each in a process of its own. */
@NullMarked
package io.symbolon.oauth.quality.benchmarks.server;

import org.jspecify.annotations.NullMarked;
