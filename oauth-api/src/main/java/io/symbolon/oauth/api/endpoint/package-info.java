// SPDX-License-Identifier: Apache-2.0
/** Endpoints: the plug-in interface for what answers at a path. */
@NullMarked
package io.symbolon.oauth.api.endpoint;

import org.jspecify.annotations.NullMarked;
