// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.List;
import java.util.Map;

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
        String invitation = party.redeemable(InvitationGrant.KIND, Map.of(InvitationGrant.GUEST, account));
        return new GoodRequest(Map.of("invitation", invitation), Subject.ofAccount(account));
    }
}
