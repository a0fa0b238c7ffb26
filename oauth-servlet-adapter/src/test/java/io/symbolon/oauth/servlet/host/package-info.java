// SPDX-License-Identifier: Apache-2.0
/** Hosts with habits, and what is proven in each container. */
@NullMarked
package io.symbolon.oauth.servlet.host;

import org.jspecify.annotations.NullMarked;
