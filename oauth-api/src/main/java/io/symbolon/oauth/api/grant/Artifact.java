// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

/** What can be issued. */
public enum Artifact {
    /** An authorization code, at the authorization endpoint. */
    AUTHORIZATION_CODE,
    /** An access token. */
    ACCESS_TOKEN,
    /** A refresh token, if the client may use the refresh token grant. */
    REFRESH_TOKEN,
    /** An ID token, if a contributor for it is installed. */
    ID_TOKEN
}
