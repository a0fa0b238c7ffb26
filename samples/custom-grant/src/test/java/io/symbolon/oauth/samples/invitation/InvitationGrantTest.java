// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.invitation;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.List;
import java.util.Map;

class InvitationGrantTest extends GrantHandlerContract {

    @Override
    protected List<Module> modules() {
        return List.of(new InvitationGrantModule());
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
        String code = party.redeemable(InvitationGrant.KIND, Map.of("guest", account));
        return new GoodRequest(Map.of("invitation", code), Subject.ofAccount(account));
    }
}
