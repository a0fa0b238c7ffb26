// SPDX-License-Identifier: Apache-2.0
/** How clients authenticate: secrets and public clients (RFC 6749 §2.3). */
@NullMarked
package io.symbolon.oauth.core.clientauth;

import org.jspecify.annotations.NullMarked;
