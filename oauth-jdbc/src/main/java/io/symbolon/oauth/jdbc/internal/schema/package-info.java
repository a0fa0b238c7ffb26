// SPDX-License-Identifier: Apache-2.0
/** Makes, upgrades and checks the tables. */
@NullMarked
package io.symbolon.oauth.jdbc.internal.schema;

import org.jspecify.annotations.NullMarked;
