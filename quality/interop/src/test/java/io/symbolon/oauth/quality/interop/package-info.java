// SPDX-License-Identifier: Apache-2.0
/** Third-party clients and resource servers against ours. */
@NullMarked
package io.symbolon.oauth.quality.interop;

import org.jspecify.annotations.NullMarked;
