// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.Resolution;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.testkit.TestCommit;
import io.symbolon.oauth.testkit.TestGrants;
import java.time.Instant;

/** Uses the stores so that each of their statements runs. */
final class EveryStatement {

    private static final Issuer ISSUER = new Issuer("https://a.example");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestGrants noon = TestGrants.madeAt(NOON);

    private EveryStatement() {}

    static void runOn(OpenStorage storage) {
        runOnTokens(storage);
        new EveryStatement().useOthers(storage);
    }

    static void runOnTokens(OpenStorage storage) {
        new EveryStatement().useTokens(storage.tokens(ISSUER));
    }

    private void useTokens(TokenStore store) {
        Grant grant = noon.refreshableGrant();
        Redeemable code = noon.code(grant);
        Redeemable deviceCode = noon.deviceCode();
        AccessToken token = noon.accessToken(grant);
        store.commit(TestCommit.at(NOON)
                .inserting(grant)
                .inserting(code, deviceCode)
                .inserting(token)
                .commit());
        store.commit(TestCommit.at(NOON)
                .redeeming(code, grant, grant.refreshToken().orElseThrow())
                .inserting(noon.accessToken(grant))
                .commit());
        store.commit(TestCommit.at(NOON)
                .refreshing(grant, noon.successor(grant, TestGrants.commitId()))
                .inserting(noon.accessToken(grant))
                .commit());
        store.poll(deviceCode.id(), NOON);
        store.resolve(deviceCode.id(), new Resolution.Approved(noon.deviceGrant()), NOON);
        store.findRedeemable(code.id());
        store.findGrant(grant.id());
        store.findAccessToken(token.id());
        store.livenessOf(token);
        store.revoke(token, NOON);
        store.revoke(noon.accessToken(grant), NOON);
        store.revokeAllOf(grant.subject(), NOON);
        store.revoke(grant.id(), NOON);
        store.prune(noon.keptUntil().plusMillis(1), 100);
    }

    private void useOthers(OpenStorage storage) {
        ClientStore clients = storage.clients(ISSUER);
        Client client = Client.publicClient("app")
                .authorizationCode("https://app.example/callback")
                .corsOrigin("https://app.example")
                .build();
        clients.add(client);
        clients.replace(client);
        clients.revokeTokens(client.clientId(), NOON);
        clients.find(client.clientId());
        clients.isCorsOriginRegistered("https://app.example");
        clients.remove(client.clientId());
        ConsentStore consents = storage.consents(ISSUER);
        consents.remember(noon.subject(), client.clientId(), Scopes.parse("a"), NOON);
        consents.remember(noon.subject(), client.clientId(), Scopes.parse("b"), NOON);
        consents.forget(noon.subject(), client.clientId());
        storage.scopes(ISSUER).put(new RegisteredScope(new Scope("a"), "A"));
        storage.scopes(ISSUER).all();
        storage.resources(ISSUER).all();
        storage.signingKeys(ISSUER).all();
        storage.markers(ISSUER).burn(TestGrants.digest(), NOON, NOON);
        storage.markers(ISSUER).prune(NOON, 10);
        storage.interactions(ISSUER).find(TestGrants.digest());
        storage.interactions(ISSUER).prune(NOON, 10);
    }
}
