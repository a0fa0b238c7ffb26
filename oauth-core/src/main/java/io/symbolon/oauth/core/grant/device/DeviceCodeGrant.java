// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.device;

import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Redeems device codes, once somebody has approved them elsewhere (RFC 8628 §3.4). */
final class DeviceCodeGrant implements GrantHandler {

    private static final Parameter<Secret> DEVICE_CODE = Parameter.requiredSecret("device_code");

    private final TokenReads tokens;
    private final Duration pollInterval;

    @Inject
    DeviceCodeGrant(TokenReads tokens, Settings settings) {
        this.tokens = tokens;
        this.pollInterval = settings.devicePollInterval();
    }

    @Override
    public GrantType grantType() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(DEVICE_CODE);
    }

    @Override
    public GrantDecision grant(TokenRequest request) {
        PresentedRedeemable presented = tokens.findRedeemable(RedeemableKind.DEVICE_CODE, request.get(DEVICE_CODE))
                .orElseThrow(() -> refused("unknown-device-code"));
        Redeemable code = presented.redeemable();
        if (!code.client().filter(request.clientId()::equals).isPresent()) {
            throw refused("device-code-of-another-client");
        }
        return switch (code.state()) {
            case SPENT ->
                new GrantDecision.Replayed(
                        presented.grant().map(Grant::id).orElseThrow(() -> refused("device-code-spent")),
                        "device-code-replayed");
            case DENIED -> throw denied();
            case PENDING -> {
                refuseExpired(request, code);
                yield new GrantDecision.Pending(code, code.pollInterval().orElse(pollInterval));
            }
            case READY -> {
                refuseExpired(request, code);
                yield issue(presented);
            }
        };
    }

    private static GrantDecision issue(PresentedRedeemable presented) {
        Grant grant = presented
                .grant()
                .filter(opened -> !opened.isRevoked())
                .orElseThrow(() -> refused("device-grant-revoked"));
        return GrantDecision.Issue.to(grant.subject(), grant.scopes())
                .at(grant.resources())
                .spending(presented);
    }

    // RFC 8628 §3.5
    private static void refuseExpired(TokenRequest request, Redeemable code) {
        if (!request.receivedAt().isBefore(code.expiresAt())) {
            throw OAuthException.expiredToken("the device code has expired; start a new device authorization")
                    .refusedBy("device-code-expired");
        }
    }

    // RFC 8628 §3.5, RFC 6749 §5.2: 400 at the token endpoint
    private static OAuthException denied() {
        return OAuthException.extension(ErrorCode.ACCESS_DENIED, 400, "the resource owner did not allow it")
                .refusedBy("device-code-denied");
    }

    private static OAuthException refused(String rule) {
        return OAuthException.invalidGrant(
                        "the device code is unknown, was used before, or does not belong to this client; start a new"
                                + " device authorization")
                .refusedBy(rule);
    }
}
