// SPDX-License-Identifier: Apache-2.0
/**
 * The quickstart: a small photo album with its own people, pages and API, which embeds an authorization server. Read it
 * from {@link io.symbolon.oauth.samples.quickstart.Quickstart} on.
 */
@NullMarked
package io.symbolon.oauth.samples.quickstart;

import org.jspecify.annotations.NullMarked;
