// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.Module;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plug-in's own grant that redeems something of its own, and its flaws. */
class InvitationGrantContractTest extends GrantHandlerContract {

    InvitationFlaw flaw() {
        return InvitationFlaw.NONE;
    }

    @Override
    protected List<Module> modules() {
        return List.of(binder -> {
            binder.bind(InvitationFlaw.class).toInstance(flaw());
            newSetBinder(binder, GrantHandler.class).addBinding().to(InvitationGrant.class);
        });
    }

    @Override
    protected GrantType grantType() {
        return InvitationGrant.INVITATION;
    }

    @Override
    protected boolean isSpent() {
        return true;
    }

    @Override
    protected GoodRequest prepare(Party party, String account) {
        Secret invitation = Secret.of("an invitation to the party of " + account);
        Instant now = party.clock().instant();
        Redeemable row = new Redeemable(
                Digest.of(invitation),
                InvitationGrant.KIND,
                Optional.of(party.client().clientId()),
                Optional.empty(),
                scopes(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Claims.of(Map.of(InvitationGrant.GUEST, account)),
                Optional.empty(),
                Redeemable.State.READY,
                now,
                now.plus(Duration.ofHours(1)),
                now.plus(Duration.ofHours(2)));
        Digest random = Digest.of(Secret.of(account));
        Commit invite = new Commit(
                new CommitId(random.a(), random.b()), now, Optional.empty(), Optional.empty(), List.of(row), List.of());
        party.server().part(TokenStore.class).commit(invite);
        return new GoodRequest(Map.of("invitation", invitation.reveal()), Subject.ofAccount(account));
    }
}
