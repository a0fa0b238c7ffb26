// SPDX-License-Identifier: Apache-2.0
/** The stores in memory keep every contract. */
@NullMarked
package io.symbolon.oauth.testkit.memory;

import org.jspecify.annotations.NullMarked;
