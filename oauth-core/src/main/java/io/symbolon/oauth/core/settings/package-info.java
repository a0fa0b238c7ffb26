// SPDX-License-Identifier: Apache-2.0
/** What can be set about the server, and the configuration file that it can be read from. */
@NullMarked
package io.symbolon.oauth.core.settings;

import org.jspecify.annotations.NullMarked;
