// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.password;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.account.Account;
import io.symbolon.oauth.api.account.Accounts;
import io.symbolon.oauth.api.client.ClientReads;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Grants what a client asks for in the name of whoever told it their password (RFC 6749 §4.3). */
final class PasswordGrant implements GrantHandler {

    private static final Parameter<String> USERNAME = Parameter.required("username", PasswordGrant::username);
    private static final Parameter<Secret> PASSWORD = Parameter.requiredSecret("password");

    private final Accounts accounts;
    private final ClientReads clients;

    @Inject
    PasswordGrant(Accounts accounts, ClientReads clients) {
        this.accounts = accounts;
        this.clients = clients;
    }

    @Override
    public GrantType grantType() {
        return GrantType.PASSWORD;
    }

    @Override
    public boolean isLegacy() {
        return true;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(USERNAME, PASSWORD);
    }

    // RFC 6749 §4.3.2: protected against brute force
    @Override
    public Optional<String> guessedName(Parameters presented) {
        // however the application tells usernames apart, another spelling gives no further attempts
        return Optional.of(presented.get(USERNAME).strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public GrantDecision grant(TokenRequest request) {
        Account account = accounts.authenticate(request.get(USERNAME), request.get(PASSWORD))
                .orElseThrow(() -> OAuthException.invalidGrant("username and password do not belong together")
                        .refusedBy("wrong-password"));
        refuseConfusable(account.subject());
        return GrantDecision.Issue.to(account.subject(), request.client().scopes())
                .saying(account.claims())
                .authenticatedBy(new AuthenticationContext(request.receivedAt(), Optional.empty(), List.of("pwd")));
    }

    /** RFC 9068 §5, RFC 9700 §4.15: no account may be mistaken for a client that acts in its own name. */
    private void refuseConfusable(Subject subject) {
        if (subject.value().chars().allMatch(c -> c >= 0x20 && c <= 0x7E)
                && clients.find(new ClientId(subject.value())).isPresent()) {
            throw new IllegalStateException("the account has the identifier of a client; give it another subject");
        }
    }

    private static String username(String text) {
        if (text.length() > 255) {
            throw new IllegalArgumentException("use at most 255 characters");
        }
        return text;
    }
}
