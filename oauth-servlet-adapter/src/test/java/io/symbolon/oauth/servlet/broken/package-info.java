// SPDX-License-Identifier: Apache-2.0
/** Adapters with one mistake each, which the contract must find. */
@NullMarked
package io.symbolon.oauth.servlet.broken;

import org.jspecify.annotations.NullMarked;
