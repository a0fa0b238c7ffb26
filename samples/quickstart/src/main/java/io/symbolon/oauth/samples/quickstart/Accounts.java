// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.core.settings.ConfiguredUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The album's own people. The authorization server never sees them: it is only told who signed in. */
final class Accounts {

    private final Map<String, Account> byUsername;

    Accounts(List<Account> accounts) {
        this.byUsername = accounts.stream().collect(Collectors.toMap(Account::username, Function.identity()));
    }

    /** Takes people over from a configuration, which has their passwords in clear. */
    static Accounts of(List<ConfiguredUser> users) {
        return new Accounts(users.parallelStream()
                .map(user -> new Account(user.username(), PasswordHash.of(user.password()), user.claims()))
                .toList());
    }

    /** The account, if this is its password; an unknown name takes as long as a wrong password. */
    Optional<Account> authenticate(String username, Secret password) {
        Optional<Account> known = Optional.ofNullable(byUsername.get(username));
        boolean matches = known.or(this::anybody)
                .filter(account -> account.password().matches(password))
                .isPresent();
        return matches ? known : Optional.empty();
    }

    private Optional<Account> anybody() {
        return byUsername.values().stream().findAny();
    }

    /** What is known about who is signed in. */
    Claims claims(String username) {
        return Optional.ofNullable(byUsername.get(username))
                .map(Account::claims)
                .orElse(Claims.none());
    }
}
