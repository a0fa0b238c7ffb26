// SPDX-License-Identifier: Apache-2.0
/** The client credentials grant (RFC 6749 §4.4). */
@NullMarked
package io.symbolon.oauth.core.grant.clientcredentials;

import org.jspecify.annotations.NullMarked;
