// SPDX-License-Identifier: Apache-2.0
/** Mounts the authorization server in a Jakarta Servlet container. */
@NullMarked
package io.symbolon.oauth.servlet;

import org.jspecify.annotations.NullMarked;
