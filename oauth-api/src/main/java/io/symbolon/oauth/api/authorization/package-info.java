// SPDX-License-Identifier: Apache-2.0
/** What the resource owner is asked and what the owner answers (RFC 6749 §4.1.1). */
@NullMarked
package io.symbolon.oauth.api.authorization;

import org.jspecify.annotations.NullMarked;
