// SPDX-License-Identifier: Apache-2.0
/** What is left of codes and tokens when nodes race, databases and nodes are killed, and connections are cut. */
@NullMarked
package io.symbolon.oauth.quality.faults;

import org.jspecify.annotations.NullMarked;
