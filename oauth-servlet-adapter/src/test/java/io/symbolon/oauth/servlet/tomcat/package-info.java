// SPDX-License-Identifier: Apache-2.0
/** What runs on every supported Tomcat. */
@NullMarked
package io.symbolon.oauth.servlet.tomcat;

import org.jspecify.annotations.NullMarked;
