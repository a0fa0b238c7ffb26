// SPDX-License-Identifier: Apache-2.0
/** Real database servers for tests and benchmarks, started from binaries that Maven fetches. */
@NullMarked
package io.symbolon.oauth.quality.databases;

import org.jspecify.annotations.NullMarked;
