// SPDX-License-Identifier: Apache-2.0
/** A grant of its own: an invitation, which works once. */
@NullMarked
package io.symbolon.oauth.samples.invitation;

import org.jspecify.annotations.NullMarked;
