// SPDX-License-Identifier: Apache-2.0
/** What is counted while work is done. */
@NullMarked
package io.symbolon.oauth.jdbc.internal.metrics;

import org.jspecify.annotations.NullMarked;
