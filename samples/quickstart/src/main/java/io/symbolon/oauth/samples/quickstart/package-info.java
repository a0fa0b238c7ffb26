// SPDX-License-Identifier: Apache-2.0
/** An authorization server in one small program. */
@NullMarked
package io.symbolon.oauth.samples.quickstart;

import org.jspecify.annotations.NullMarked;
