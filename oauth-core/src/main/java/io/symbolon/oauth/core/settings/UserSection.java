// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part {@code users} of a configuration: people, for servers that are tried out or tested. */
final class UserSection {

    static final String FORM = "a list of objects, [{ \"username\": ..., \"password\": ... }]";

    private static final String CLAIMS_FORM = "an object, such as {\"name\": \"Alice\"}";

    static final Member USERNAME = new Member(
            "username", "1 to 255 characters", Member.REQUIRED, "The name to sign in with; the subject of tokens.");
    static final Member PASSWORD = new Member(
            "password", "a string, preferably ${NAME} or ${file:path}", Member.REQUIRED, "The password, in clear.");
    static final Member CLAIMS = new Member("claims", CLAIMS_FORM, Member.NONE, "What is known about the person.");
    static final List<Member> MEMBERS = List.of(USERNAME, PASSWORD, CLAIMS);

    private UserSection() {}

    static List<ConfiguredUser> read(ConfiguredValue section) {
        Map<String, ConfiguredUser> users = new LinkedHashMap<>();
        section.elements(FORM)
                .orElse(List.of())
                .forEach(element -> ConfiguredObject.of(element, MEMBERS).ifPresent(object -> read(object, users)));
        return List.copyOf(users.values());
    }

    private static void read(ConfiguredObject object, Map<String, ConfiguredUser> users) {
        Optional<String> username =
                object.require(USERNAME, name -> Subject.ofAccount(name).value());
        Optional<Secret> password = object.require(PASSWORD, UserSection::password);
        Claims claims = object.find(CLAIMS.name()).flatMap(UserSection::claims).orElse(Claims.none());
        if (username.isPresent() && password.isPresent()) {
            ConfiguredUser user = new ConfiguredUser(username.get(), password.get(), claims);
            if (users.putIfAbsent(user.username(), user) != null) {
                object.refuse(USERNAME, "the same username is declared further up; choose another");
            }
        }
    }

    private static Secret password(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a password has at least one character");
        }
        return Secret.of(text);
    }

    private static Optional<Claims> claims(ConfiguredValue value) {
        try {
            return value.members(CLAIMS_FORM).map(members -> Claims.of(members(value)));
        } catch (IllegalArgumentException e) {
            value.refuse(e);
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // the plain form of an object
    private static Map<String, Object> members(ConfiguredValue value) {
        return (Map<String, Object>) value.plain();
    }
}
