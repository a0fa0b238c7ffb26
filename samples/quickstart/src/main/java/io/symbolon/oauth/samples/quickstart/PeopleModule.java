// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import java.util.Optional;

/** Lets the authorization server ask for the album's people, where a client still takes their passwords. */
final class PeopleModule extends AbstractModule implements io.symbolon.oauth.api.account.Accounts {

    private final Accounts people;

    PeopleModule(Accounts people) {
        this.people = people;
    }

    @Override
    protected void configure() {
        bind(io.symbolon.oauth.api.account.Accounts.class).toInstance(this);
    }

    @Override
    public Optional<io.symbolon.oauth.api.account.Account> authenticate(String username, Secret password) {
        return people.authenticate(username, password)
                .map(person -> new io.symbolon.oauth.api.account.Account(
                        Subject.ofAccount(person.username()), person.claims()));
    }
}
