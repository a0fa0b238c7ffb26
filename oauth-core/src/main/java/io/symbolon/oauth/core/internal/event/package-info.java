// SPDX-License-Identifier: Apache-2.0
/** How events get from requests to listeners. */
@NullMarked
package io.symbolon.oauth.core.internal.event;

import org.jspecify.annotations.NullMarked;
