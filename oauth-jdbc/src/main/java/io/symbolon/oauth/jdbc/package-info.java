// SPDX-License-Identifier: Apache-2.0
/** Every store on a relational database: the Guice module and its settings. */
@NullMarked
package io.symbolon.oauth.jdbc;

import org.jspecify.annotations.NullMarked;
