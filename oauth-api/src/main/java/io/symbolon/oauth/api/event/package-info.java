// SPDX-License-Identifier: Apache-2.0
/** Facts that a security officer wants to know, and who listens to them. */
@NullMarked
package io.symbolon.oauth.api.event;

import org.jspecify.annotations.NullMarked;
