// SPDX-License-Identifier: Apache-2.0
/** The device authorization grant (RFC 8628). */
@NullMarked
package io.symbolon.oauth.core.grant.device;

import org.jspecify.annotations.NullMarked;
