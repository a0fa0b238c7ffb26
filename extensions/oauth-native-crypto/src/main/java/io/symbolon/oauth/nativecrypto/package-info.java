// SPDX-License-Identifier: Apache-2.0
/** Signs and verifies tokens with native code, where there is some for the machine. */
@NullMarked
package io.symbolon.oauth.nativecrypto;

import org.jspecify.annotations.NullMarked;
