// SPDX-License-Identifier: Apache-2.0
/** The plug-ins of {@code docs/extending.md}, and tests that they do what it says. */
@NullMarked
package io.symbolon.oauth.testkit.extending;

import org.jspecify.annotations.NullMarked;
