// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

/**
 * How much the in-memory stores hold. A full store refuses; it never drops what lives.
 *
 * @param accessTokens stored access tokens
 * @param grants grants with their refresh tokens
 * @param redeemables authorization codes and the like, redeemed ones included
 * @param interactions authorization requests that wait for a person
 * @param markers markers of what must not be used again
 */
public record InMemoryCapacity(int accessTokens, int grants, int redeemables, int interactions, int markers) {

    public InMemoryCapacity {
        SettingsTable.IN_MEMORY_ACCESS_TOKENS.checked(accessTokens);
        SettingsTable.IN_MEMORY_GRANTS.checked(grants);
        SettingsTable.IN_MEMORY_REDEEMABLES.checked(redeemables);
        SettingsTable.IN_MEMORY_INTERACTIONS.checked(interactions);
        SettingsTable.IN_MEMORY_MARKERS.checked(markers);
    }
}
