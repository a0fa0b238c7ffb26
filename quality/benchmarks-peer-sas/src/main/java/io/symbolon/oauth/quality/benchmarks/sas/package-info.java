// SPDX-License-Identifier: Apache-2.0
/** Spring Authorization Server, set up like the server that it is measured beside. */
@NullMarked
package io.symbolon.oauth.quality.benchmarks.sas;

import org.jspecify.annotations.NullMarked;
