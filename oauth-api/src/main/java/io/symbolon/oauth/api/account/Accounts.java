// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.account;

import io.symbolon.oauth.api.Secret;
import java.util.Optional;

/**
 * The application's accounts: implemented by the application, for the grants that take a person's password (RFC 6749
 * §4.3). Blocking; safe for use by many threads.
 */
public interface Accounts {

    /**
     * The account, if this is its password and it may sign in. The answer for an unknown username must take as long as
     * for a wrong password, or the time tells who has an account: hash the password in either case. The server slows
     * guessers down before it asks. An account must not have the identifier of a client.
     */
    Optional<Account> authenticate(String username, Secret password);
}
