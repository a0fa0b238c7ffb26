// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.TokenReads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Grants a guest access, once, to whoever redeems the invitation; or does so with one flaw. */
@Singleton
final class InvitationGrant implements GrantHandler {

    static final GrantType INVITATION = new GrantType("https://example.com/grants/invitation");
    static final RedeemableKind KIND = new RedeemableKind("invitation");
    static final String GUEST = "guest";

    private static final Parameter<Secret> PRESENTED = Parameter.requiredSecret("invitation");
    private static final Parameter<Secret> SHOWN = Parameter.required("invitation", Secret::of);

    private final TokenReads tokens;
    private final TokenStore store;
    private final InvitationFlaw flaw;
    private final Set<Digest> spentByHand = ConcurrentHashMap.newKeySet();
    private volatile Subject guestInAField = Subject.ofAccount("nobody");

    @Inject
    InvitationGrant(TokenReads tokens, TokenStore store, InvitationFlaw flaw) {
        this.tokens = tokens;
        this.store = store;
        this.flaw = flaw;
    }

    @Override
    public GrantType grantType() {
        return INVITATION;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(parameter());
    }

    @Override
    public GrantDecision grant(TokenRequest request) {
        Secret invitation = request.get(parameter());
        PresentedRedeemable presented = find(invitation).orElseThrow(() -> unknown(invitation));
        Redeemable row = presented.redeemable();
        if (flaw == InvitationFlaw.WORKS_AS_OFTEN_AS_PRESENTED) {
            return GrantDecision.Issue.to(guest(row), row.scopes());
        }
        boolean foreign = !row.client().equals(Optional.of(request.clientId()));
        boolean strangersReplay =
                flaw == InvitationFlaw.LETS_A_STRANGER_END_THE_FAMILY && row.state() == Redeemable.State.SPENT;
        if (foreign && !strangersReplay) {
            throw unknown(invitation);
        }
        if (row.state() == Redeemable.State.SPENT) {
            if (flaw == InvitationFlaw.FORGIVES_A_REPLAY) {
                throw unknown(invitation);
            }
            return new GrantDecision.Replayed(row.grant().orElseThrow(), "invitation-replayed");
        }
        if (flaw == InvitationFlaw.SPENDS_BY_HAND && !spentByHand.add(row.id())) {
            throw unknown(invitation);
        }
        if (flaw == InvitationFlaw.WRITES_WHILE_IT_DECIDES) {
            store.revokeAllOf(guest(row), row.issuedAt().minusSeconds(1));
        }
        if (flaw == InvitationFlaw.GOES_ON_WITHOUT_A_SECOND_LOOK) {
            lookAgain(invitation);
        }
        return GrantDecision.Issue.to(keptGuest(row), row.scopes())
                .spending(flaw == InvitationFlaw.FORGETS_THE_KEY ? madeAnew(invitation, row) : presented);
    }

    private void lookAgain(Secret invitation) {
        try {
            tokens.findRedeemable(KIND, invitation);
        } catch (IllegalStateException e) {
            guestInAField = Subject.ofAccount("nobody");
        }
    }

    private static PresentedRedeemable madeAnew(Secret invitation, Redeemable row) {
        Redeemable anew = Redeemable.ready(KIND, invitation, row.scopes(), row.issuedAt(), row.expiresAt())
                .reservedFor(row.client().orElseThrow())
                .saying(row.attributes());
        return new PresentedRedeemable(anew, Optional.empty());
    }

    private Optional<PresentedRedeemable> find(Secret invitation) {
        if (flaw == InvitationFlaw.BREAKS_ON_NONSENSE && !invitation.reveal().contains(KIND.name())) {
            throw new IllegalArgumentException("an invitation looks different");
        }
        if (flaw != InvitationFlaw.TAKES_BROKEN_FOR_ABSENT) {
            return tokens.findRedeemable(KIND, invitation);
        }
        try {
            return tokens.findRedeemable(KIND, invitation);
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private Subject keptGuest(Redeemable row) {
        if (flaw != InvitationFlaw.KEEPS_THE_GUEST_IN_A_FIELD) {
            return guest(row);
        }
        guestInAField = guest(row);
        LockSupport.parkNanos(1);
        return guestInAField;
    }

    private static Subject guest(Redeemable row) {
        return Subject.ofAccount(String.valueOf(row.attributes().asMap().get(GUEST)));
    }

    private Parameter<Secret> parameter() {
        return flaw == InvitationFlaw.SHOWS_THE_INVITATION ? SHOWN : PRESENTED;
    }

    private OAuthException unknown(Secret invitation) {
        return OAuthException.invalidGrant(
                flaw == InvitationFlaw.SHOWS_THE_INVITATION
                        ? "unknown invitation " + invitation.reveal()
                        : "the invitation is unknown, was used before, or is for another client");
    }
}
