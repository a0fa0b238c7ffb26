// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.device;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.ApprovalRequest;
import io.symbolon.oauth.api.authorization.WaitingRequest;
import io.symbolon.oauth.api.authorization.WaitingRequestReader;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientReads;
import io.symbolon.oauth.api.endpoint.PendingRedeemables;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.store.ResolveOutcome;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Devices that wait while the person signs in and consents; the first decision about one counts. */
final class WaitingDevices implements WaitingRequestReader {

    static final String NAME = "device";

    private final PendingRedeemables pending;
    private final ClientReads clients;
    private final DevicePages pages;

    @Inject
    WaitingDevices(PendingRedeemables pending, ClientReads clients, DevicePages pages) {
        this.pending = pending;
        this.clients = clients;
        this.pages = pages;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WaitingRequest read(String parked, Instant at) {
        Redeemable device = pending.find(RedeemableKind.DEVICE_CODE, Digest.parse(parked), at)
                .orElseThrow(() -> OAuthException.invalidRequest(
                                "the device's code was used or has expired; start again on the device")
                        .refusedBy("device-code-decided-or-expired"));
        return read(device, at);
    }

    /** The device that was found, verified anew. */
    WaitingRequest read(Redeemable device, Instant at) {
        Client client = device.client()
                .flatMap(clients::find)
                .filter(Client::isActive)
                .filter(known -> known.grantTypes().contains(GrantType.DEVICE_CODE))
                .orElseThrow(() -> OAuthException.invalidRequest("the application may not connect devices any more")
                        .refusedBy("device-client-changed"));
        Scopes scopes = device.scopes().intersect(client.scopes());
        return new Waiting(
                device,
                new ApprovalRequest(
                        client,
                        scopes,
                        device.resources(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        at));
    }

    private final class Waiting implements WaitingRequest {

        private final Redeemable device;
        private final ApprovalRequest asked;

        Waiting(Redeemable device, ApprovalRequest asked) {
            this.device = device;
            this.asked = asked;
        }

        @Override
        public ApprovalRequest toApprove() {
            return asked;
        }

        @Override
        public Response approved(Approval approval, Request browser) {
            GrantDecision.Issue decision = GrantDecision.Issue.to(approval.subject(), approval.scopes())
                    .at(device.resources())
                    .saying(approval.claims())
                    .authenticatedBy(approval.authentication());
            ResolveOutcome outcome = pending.approve(device, GrantType.DEVICE_CODE, decision, browser.receivedAt());
            return outcome == ResolveOutcome.RESOLVED ? pages.connected() : pages.tooLate();
        }

        @Override
        public Response refused(OAuthException refusal, Request browser) {
            ResolveOutcome outcome = pending.deny(device, browser.receivedAt());
            return outcome == ResolveOutcome.RESOLVED ? pages.denied() : pages.tooLate();
        }
    }
}
