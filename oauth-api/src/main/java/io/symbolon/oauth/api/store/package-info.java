// SPDX-License-Identifier: Apache-2.0
/** The storage plug-ins: every store of one issuer, with its atomic operations. */
@NullMarked
package io.symbolon.oauth.api.store;

import org.jspecify.annotations.NullMarked;
