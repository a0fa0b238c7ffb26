// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.server.Registered;

/**
 * Whose server it is, and so where its endpoints are and how it answers.
 *
 * @param authorizePath of the authorization endpoint
 * @param tokenPath of the token endpoint
 * @param introspectionPath of the introspection endpoint
 * @param introspecting the client that may introspect
 * @param afterToken what follows the token in a token response
 */
record Server(
        String authorizePath, String tokenPath, String introspectionPath, String introspecting, String afterToken) {

    static final Server OURS = new Server(
            "/authorize",
            "/token",
            "/introspect",
            Registered.RESOURCE_SERVER,
            "\",\"token_type\":\"Bearer\",\"expires_in\":#,\"scope\":\"photos.read\"}");

    static final Server SPRING = new Server(
            "/oauth2/authorize",
            "/oauth2/token",
            "/oauth2/introspect",
            Registered.OPAQUE_CLIENT,
            "\",\"scope\":\"photos.read\",\"token_type\":\"Bearer\",\"expires_in\":#}");

    static final Server NODE = new Server(
            "/auth",
            "/token",
            "/token/introspection",
            Registered.OPAQUE_CLIENT,
            "\",\"expires_in\":#,\"scope\":\"photos.read\",\"token_type\":\"Bearer\"}");
}
