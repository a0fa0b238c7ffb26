// SPDX-License-Identifier: Apache-2.0
/** The endpoints of device authorization (RFC 8628): where the device begins, and where the person types its code. */
@NullMarked
package io.symbolon.oauth.core.device;

import org.jspecify.annotations.NullMarked;
