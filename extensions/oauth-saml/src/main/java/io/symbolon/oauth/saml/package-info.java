// SPDX-License-Identifier: Apache-2.0
/** The SAML 2.0 bearer grant (RFC 7522 §2.1), for issuers that are registered as trusted. */
@NullMarked
package io.symbolon.oauth.saml;

import org.jspecify.annotations.NullMarked;
