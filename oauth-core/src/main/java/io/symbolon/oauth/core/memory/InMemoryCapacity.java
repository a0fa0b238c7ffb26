// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

/**
 * The most rows that the in-memory stores hold. A full store first forgets rows whose time is over, and then refuses; it
 * never throws out what lives. An access token takes about 150 bytes of heap, a grant with a refresh token about 300.
 *
 * @param accessTokens access tokens in a stored format
 * @param grants acts of authorization
 * @param redeemables codes that wait to be redeemed, and spent ones that are remembered
 * @param revocations revoked self-contained tokens, and subjects whose tokens were ended; each has as many
 * @param onceMarkers markers of what must be seen once only
 * @param interactions authorization requests that wait for the resource owner
 * @param consents pairs of a resource owner and a client with remembered consent
 * @param clients registered clients
 */
public record InMemoryCapacity(
        long accessTokens,
        long grants,
        long redeemables,
        long revocations,
        long onceMarkers,
        long interactions,
        long consents,
        long clients) {

    public InMemoryCapacity {
        requirePositive("accessTokens", accessTokens);
        requirePositive("grants", grants);
        requirePositive("redeemables", redeemables);
        requirePositive("revocations", revocations);
        requirePositive("onceMarkers", onceMarkers);
        requirePositive("interactions", interactions);
        requirePositive("consents", consents);
        requirePositive("clients", clients);
    }

    /** Two million access tokens, half a million grants and codes, and 100,000 waiting authorization requests. */
    public static InMemoryCapacity standard() {
        return new InMemoryCapacity(2_000_000, 500_000, 500_000, 1_000_000, 1_000_000, 100_000, 1_000_000, 100_000);
    }

    /** The same capacity, with room for this many access tokens. */
    public InMemoryCapacity withAccessTokens(long rows) {
        return new InMemoryCapacity(
                rows, grants, redeemables, revocations, onceMarkers, interactions, consents, clients);
    }

    /** The same capacity, with room for this many grants. */
    public InMemoryCapacity withGrants(long rows) {
        return new InMemoryCapacity(
                accessTokens, rows, redeemables, revocations, onceMarkers, interactions, consents, clients);
    }

    /** The same capacity, with room for this many redeemables. */
    public InMemoryCapacity withRedeemables(long rows) {
        return new InMemoryCapacity(
                accessTokens, grants, rows, revocations, onceMarkers, interactions, consents, clients);
    }

    /** The same capacity, with room for this many revoked self-contained tokens and as many ended subjects. */
    public InMemoryCapacity withRevocations(long rows) {
        return new InMemoryCapacity(
                accessTokens, grants, redeemables, rows, onceMarkers, interactions, consents, clients);
    }

    /** The same capacity, with room for this many once-only markers. */
    public InMemoryCapacity withOnceMarkers(long rows) {
        return new InMemoryCapacity(
                accessTokens, grants, redeemables, revocations, rows, interactions, consents, clients);
    }

    /** The same capacity, with room for this many waiting authorization requests. */
    public InMemoryCapacity withInteractions(long rows) {
        return new InMemoryCapacity(
                accessTokens, grants, redeemables, revocations, onceMarkers, rows, consents, clients);
    }

    /** The same capacity, with room for this many remembered consents. */
    public InMemoryCapacity withConsents(long rows) {
        return new InMemoryCapacity(
                accessTokens, grants, redeemables, revocations, onceMarkers, interactions, rows, clients);
    }

    /** The same capacity, with room for this many clients. */
    public InMemoryCapacity withClients(long rows) {
        return new InMemoryCapacity(
                accessTokens, grants, redeemables, revocations, onceMarkers, interactions, consents, rows);
    }

    private static void requirePositive(String name, long rows) {
        if (rows < 1) {
            throw new IllegalArgumentException(
                    "the in-memory capacity " + name + " is " + rows + "; a store has room for at least 1 row");
        }
    }
}
