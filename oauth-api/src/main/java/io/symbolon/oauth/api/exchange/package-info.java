// SPDX-License-Identifier: Apache-2.0
/** Token exchange (RFC 8693): who may exchange what for whom. */
@NullMarked
package io.symbolon.oauth.api.exchange;

import org.jspecify.annotations.NullMarked;
