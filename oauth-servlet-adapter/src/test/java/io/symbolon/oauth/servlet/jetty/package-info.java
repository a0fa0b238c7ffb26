// SPDX-License-Identifier: Apache-2.0
/** What runs on Jetty. */
@NullMarked
package io.symbolon.oauth.servlet.jetty;

import org.jspecify.annotations.NullMarked;
