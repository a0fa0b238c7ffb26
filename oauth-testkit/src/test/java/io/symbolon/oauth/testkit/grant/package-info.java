// SPDX-License-Identifier: Apache-2.0
/** The built-in grants, a plug-in's own, and some that are broken, under the contract of grant handlers. */
@NullMarked
package io.symbolon.oauth.testkit.grant;

import org.jspecify.annotations.NullMarked;
