// SPDX-License-Identifier: Apache-2.0
/** The way in: the builder that hides Guice, and the Guice module for who wires themselves. */
@NullMarked
package io.symbolon.oauth.core;

import org.jspecify.annotations.NullMarked;
