// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.List;
import java.util.Map;

class BadgeGrantContractTest extends GrantHandlerContract {

    private final Badges badges = new Badges();

    @Override
    protected List<Module> modules() {
        return List.of(
                new BadgeGrantModule(), binder -> binder.bind(Badges.class).toInstance(badges));
    }

    @Override
    protected GrantType grantType() {
        return BadgeGrant.BADGE;
    }

    @Override
    protected Scopes scopes() {
        return Scopes.of(new Scope("doors"));
    }

    @Override
    protected GoodRequest prepare(Party party, String account) {
        Secret badge = Secret.of("badge number one thousand of " + account);
        badges.give(badge, account);
        return new GoodRequest(Map.of("badge", badge.reveal()), Subject.ofAccount(account));
    }
}
