// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.CodeChallenge;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.RefreshToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Grants for tests, with the codes and tokens made from them. Each one has fresh identifiers, so that tests may share a
 * database. Immutable.
 *
 * @param at when all of them are made
 * @param subject by whom they are granted
 * @param client to whom they are granted
 * @param scopes what is granted
 * @param usableFor how long all of them can be used
 * @param keptFor how long their rows are kept
 */
public record TestGrants(
        Instant at, Subject subject, ClientId client, Scopes scopes, Duration usableFor, Duration keptFor) {

    private static final RedeemableKind DEVICE_CODE = new RedeemableKind("device_code");
    private static final GrantType DEVICE_CODE_GRANT = new GrantType("urn:ietf:params:oauth:grant-type:device_code");

    /** Alice lets the photo album read her photos: usable for ten minutes, kept for an hour. */
    public static TestGrants madeAt(Instant at) {
        return new TestGrants(
                at,
                Subject.ofAccount("alice"),
                new ClientId("photo-album"),
                Scopes.of(new Scope("photos.read")),
                Duration.ofMinutes(10),
                Duration.ofHours(1));
    }

    /** The same, granted by somebody else. */
    public TestGrants by(Subject other) {
        return new TestGrants(at, other, client, scopes, usableFor, keptFor);
    }

    /** The same, granted to another client. */
    public TestGrants to(ClientId other) {
        return new TestGrants(at, subject, other, scopes, usableFor, keptFor);
    }

    /** The same, of other scopes. */
    public TestGrants of(Scopes others) {
        return new TestGrants(at, subject, client, others, usableFor, keptFor);
    }

    /** The same, usable for this long. */
    public TestGrants usableFor(Duration other) {
        return new TestGrants(at, subject, client, scopes, other, keptFor);
    }

    /** The same, kept for this long. */
    public TestGrants keptFor(Duration other) {
        return new TestGrants(at, subject, client, scopes, usableFor, other);
    }

    /** When they stop being usable. */
    public Instant expiresAt() {
        return at.plus(usableFor);
    }

    /** When their rows may be deleted. */
    public Instant keptUntil() {
        return at.plus(keptFor);
    }

    /** A grant without a refresh token. */
    public Grant grant() {
        return new Grant(
                new GrantId(random(), random()),
                client,
                subject,
                scopes,
                Set.of(),
                GrantType.AUTHORIZATION_CODE,
                Optional.of(AuthenticationContext.at(at)),
                Claims.none(),
                Optional.empty(),
                at,
                expiresAt(),
                keptUntil(),
                Optional.empty());
    }

    /** A grant with its first refresh token. */
    public Grant refreshableGrant() {
        return grant().with(refreshToken());
    }

    /** A first refresh token, of no grant yet. */
    public RefreshToken refreshToken() {
        return new RefreshToken(digest(), 0, Optional.empty(), commitId(), "", 0, at, expiresAt());
    }

    /** What follows the current refresh token of the grant when this commit rotates it. */
    public RefreshToken successor(Grant grant, CommitId commit) {
        int generation = grant.refreshToken().map(RefreshToken::generation).orElse(-1) + 1;
        return new RefreshToken(digest(), generation, Optional.empty(), commit, "key-1", 0, at, expiresAt());
    }

    /** An authorization code of the grant, ready to be redeemed. */
    public Redeemable code(Grant grant) {
        return new Redeemable(
                digest(),
                RedeemableKind.AUTHORIZATION_CODE,
                Optional.of(client),
                Optional.of(grant.id()),
                scopes,
                Set.of(),
                Optional.of(new RedirectUri("https://photo-album.example/cb")),
                Optional.of(new CodeChallenge(digest())),
                Optional.empty(),
                Claims.none(),
                Optional.empty(),
                Redeemable.State.READY,
                at,
                expiresAt(),
                keptUntil());
    }

    /** A device code that waits for somebody's approval and is polled for every five seconds at most. */
    public Redeemable deviceCode() {
        return new Redeemable(
                digest(),
                DEVICE_CODE,
                Optional.of(client),
                Optional.empty(),
                scopes,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Claims.none(),
                Optional.of(Duration.ofSeconds(5)),
                Redeemable.State.PENDING,
                at,
                expiresAt(),
                keptUntil());
    }

    /** A grant that is made when somebody approves a device code. */
    public Grant deviceGrant() {
        Grant grant = grant();
        return new Grant(
                grant.id(),
                client,
                subject,
                scopes,
                Set.of(),
                DEVICE_CODE_GRANT,
                grant.authentication(),
                Claims.none(),
                Optional.empty(),
                at,
                expiresAt(),
                keptUntil(),
                Optional.empty());
    }

    /** An access token that lives under these grants, the first of which is its own; of the client itself if none. */
    public AccessToken accessToken(Grant... grants) {
        return new AccessToken(
                digest(),
                client,
                grants.length == 0 ? Subject.ofClient(client) : subject,
                scopes,
                Set.of(),
                List.of(grants).stream().map(Grant::id).toList(),
                grants.length == 0 ? GrantType.CLIENT_CREDENTIALS : GrantType.AUTHORIZATION_CODE,
                Optional.empty(),
                Claims.none(),
                at,
                expiresAt(),
                keptUntil());
    }

    /** A fresh name for a commit. */
    public static CommitId commitId() {
        return new CommitId(random(), random());
    }

    /** A digest of nothing that anybody knows. */
    public static Digest digest() {
        return new Digest(random(), random(), random(), random());
    }

    private static long random() {
        return ThreadLocalRandom.current().nextLong();
    }
}
