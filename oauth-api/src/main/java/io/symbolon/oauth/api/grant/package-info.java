// SPDX-License-Identifier: Apache-2.0
/** Grant handlers: the plug-in interface for grant types and response types (RFC 6749 §4). */
@NullMarked
package io.symbolon.oauth.api.grant;

import org.jspecify.annotations.NullMarked;
