// SPDX-License-Identifier: Apache-2.0
/** The endpoints that every server has. */
@NullMarked
package io.symbolon.oauth.core.internal.endpoint;

import org.jspecify.annotations.NullMarked;
