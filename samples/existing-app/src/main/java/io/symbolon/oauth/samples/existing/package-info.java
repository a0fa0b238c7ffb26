// SPDX-License-Identifier: Apache-2.0
/** A web application that becomes an authorization server. */
@NullMarked
package io.symbolon.oauth.samples.existing;

import org.jspecify.annotations.NullMarked;
