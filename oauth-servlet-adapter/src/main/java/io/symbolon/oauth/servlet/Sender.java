// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

/**
 * Who sent a request, as far as can be believed.
 *
 * @param address the address of the last party that is no trusted proxy
 * @param isSecure whether that party used TLS
 * @param prefix the path prefix that a trusted proxy has taken away; usually empty
 */
record Sender(String address, boolean isSecure, String prefix) {}
