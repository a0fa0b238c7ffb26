// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Claims;

/**
 * Somebody who has photos in the album.
 *
 * @param username what they sign in with
 * @param password what is kept of their password
 * @param claims what is known about them, and may stand in tokens
 */
record Account(String username, PasswordHash password, Claims claims) {}
