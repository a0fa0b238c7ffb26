// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Module;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.endpoint.PendingRedeemables;
import io.symbolon.oauth.api.endpoint.PendingRedeemables.Opened;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.store.ResolveOutcome;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.grant.device.DeviceCodeGrantModule;
import io.symbolon.oauth.core.grant.refresh.RefreshTokenGrantModule;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import io.symbolon.oauth.testkit.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeviceCodeGrantContractTest extends GrantHandlerContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicInteger sources = new AtomicInteger();

    @Override
    protected List<Module> modules() {
        return List.of(new DeviceCodeGrantModule(), new RefreshTokenGrantModule());
    }

    @Override
    protected GrantType grantType() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    protected GoodRequest prepare(Party party, String account) {
        Instant now = party.clock().instant();
        Opened opened = open(party.server(), party.client(), now);
        approve(party.server(), opened, account, now);
        return new GoodRequest(Map.of("device_code", opened.code().reveal()), Subject.ofAccount(account));
    }

    @Override
    protected boolean isSpent() {
        return true;
    }

    @Test
    @Tag("security-case-4")
    void letsOneOfManyWhoDecideAtOnceDecide() {
        Client tv = Client.confidential("tv", Secret.of("the secret of a device that can keep one"))
                .grantType(GrantType.DEVICE_CODE)
                .scopes("photos.read")
                .build();
        Settings settings = Settings.forIssuer("https://as.example.com")
                .loginPage("/login")
                .signingAlgorithms("ES256")
                .build();
        try (OAuthServer server = OAuthServer.builder(settings)
                .install(new DeviceCodeGrantModule())
                .scope("photos.read", "See your photos")
                .client(tv)
                .clock(() -> NOON)
                .build()) {
            List<Integer> winners = Race.of(4)
                    .winners(
                            () -> {
                                Opened opened = open(server, tv, NOON);
                                return caller -> caller % 2 == 0
                                        ? approve(server, opened, "account-" + caller, NOON)
                                        : deny(server, opened);
                            },
                            outcome -> outcome == ResolveOutcome.RESOLVED);

            assertThat(winners).containsOnly(1);
        }
    }

    /** Each from an address of its own: one alone may not open as many as a race needs. */
    private Opened open(OAuthServer server, Client client, Instant now) {
        PendingRedeemables.Opening opening = new PendingRedeemables.Opening(
                RedeemableKind.DEVICE_CODE,
                AuthenticatedClient.provenBy(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, client),
                Optional.empty(),
                Set.of(),
                Claims.none(),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5));
        return server.part(PendingRedeemables.class).open(opening, "source-" + sources.incrementAndGet(), now);
    }

    private static ResolveOutcome approve(OAuthServer server, Opened opened, String account, Instant now) {
        PendingRedeemables pending = server.part(PendingRedeemables.class);
        return find(server, opened, now)
                .map(device -> pending.approve(
                        device,
                        GrantType.DEVICE_CODE,
                        GrantDecision.Issue.to(Subject.ofAccount(account), device.scopes()),
                        now))
                .orElse(ResolveOutcome.GONE);
    }

    private static ResolveOutcome deny(OAuthServer server, Opened opened) {
        return find(server, opened, NOON)
                .map(device -> server.part(PendingRedeemables.class).deny(device, NOON))
                .orElse(ResolveOutcome.GONE);
    }

    private static Optional<Redeemable> find(OAuthServer server, Opened opened, Instant now) {
        return server.part(PendingRedeemables.class).find(RedeemableKind.DEVICE_CODE, opened.userCode(), now);
    }
}
