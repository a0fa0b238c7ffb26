// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.symbolon.oauth.jdbc;

import org.jspecify.annotations.NullMarked;
