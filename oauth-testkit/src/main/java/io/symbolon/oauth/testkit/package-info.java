// SPDX-License-Identifier: Apache-2.0
/** Contract tests for stores, grants and adapters, and a JUnit extension for applications. */
@NullMarked
package io.symbolon.oauth.testkit;

import org.jspecify.annotations.NullMarked;
