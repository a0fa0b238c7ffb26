// SPDX-License-Identifier: Apache-2.0
/**
 * An authorization server for an application's own tests, with tokens in one line.
 *
 * <pre>{@code
 * @RegisterExtension
 * final OAuthTestServer oauth = new OAuthTestServer();
 *
 * @Test
 * void showsThePhotosOfTheAccount() {
 *     String token = oauth.tokenFor("alice", "photos.read");
 *     ...
 * }
 * }</pre>
 */
@NullMarked
package io.symbolon.oauth.testkit.junit;

import org.jspecify.annotations.NullMarked;
