// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.account.Account;
import io.symbolon.oauth.api.account.Accounts;
import io.symbolon.oauth.core.grant.password.PasswordGrantModule;
import io.symbolon.oauth.core.grant.refresh.RefreshTokenGrantModule;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class PasswordGrantContractTest extends GrantHandlerContract {

    private static final Secret PASSWORD = Secret.of("the password of everybody");

    @Override
    protected List<Module> modules() {
        return List.of(new PasswordGrantModule(), new RefreshTokenGrantModule(), new Everybody());
    }

    @Override
    protected GrantType grantType() {
        return GrantType.PASSWORD;
    }

    @Override
    protected GoodRequest prepare(Party party, String account) {
        return new GoodRequest(Map.of("username", account, "password", PASSWORD.reveal()), Subject.ofAccount(account));
    }

    @Override
    protected Set<String> openParameters() {
        return Set.of("username");
    }

    /** Accounts of any name that have the one password. */
    private static final class Everybody extends AbstractModule {

        @Override
        protected void configure() {
            bind(Accounts.class)
                    .toInstance((username, password) -> username.startsWith("account-") && password.equals(PASSWORD)
                            ? Optional.of(new Account(Subject.ofAccount(username), Claims.none()))
                            : Optional.empty());
        }
    }
}
