// SPDX-License-Identifier: Apache-2.0
/** The application's accounts, as far as the server itself has to ask for them. */
@NullMarked
package io.symbolon.oauth.api.account;

import org.jspecify.annotations.NullMarked;
