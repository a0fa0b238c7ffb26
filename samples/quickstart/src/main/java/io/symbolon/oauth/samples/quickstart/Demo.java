// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the quickstart has when nobody configures it. All of its secrets are public: they stand here. */
final class Demo {

    /** The client behind the page {@code /demo}. */
    static final String CLIENT_ID = "demo-client";

    /** The client of the commands that are printed. */
    static final String ROBOT_ID = "photo-robot";

    /** The device of the commands that are printed; it cannot keep a secret. */
    static final String TV_ID = "demo-tv";

    static final Secret CLIENT_SECRET = Secret.of("demo-client-secret-that-everybody-may-know");
    static final Secret ROBOT_SECRET = Secret.of("photo-robot-secret-that-everybody-may-know");

    /** Who can sign in. */
    static final List<String> PEOPLE = List.of("alice", "bob");

    private Demo() {}

    /** What this person signs in with; what is kept of it stands in {@link #accounts}. */
    static String password(String username) {
        return username + "-in-photos";
    }

    static List<RegisteredScope> scopes() {
        return List.of(
                new RegisteredScope(PhotosApi.READ, "See your photos"),
                new RegisteredScope(PhotosApi.WRITE, "Add photos to your album"));
    }

    static Resource resource(Issuer issuer) {
        return new Resource(PhotosApi.resource(issuer), Scopes.of(PhotosApi.READ, PhotosApi.WRITE), Optional.empty());
    }

    static List<Client> clients(Issuer issuer) {
        return List.of(
                Client.confidential(CLIENT_ID, CLIENT_SECRET)
                        .name("Demo client")
                        .authorizationCode(DemoClient.redirectUri(issuer))
                        .scopes(names())
                        .build(),
                Client.publicClient(TV_ID)
                        .name("Demo television")
                        .grantType(GrantType.DEVICE_CODE)
                        .grantType(GrantType.REFRESH_TOKEN)
                        .scopes(PhotosApi.READ.value())
                        .build(),
                Client.confidential(ROBOT_ID, ROBOT_SECRET)
                        .name("Photo robot")
                        .clientCredentials()
                        .scopes(names())
                        .build());
    }

    /** The passwords are public, so a tenth of the usual work must do: the tests sign in often. */
    static Accounts accounts() {
        return new Accounts(List.of(
                new Account(
                        "alice",
                        new PasswordHash("20000$/l6GP2GVDXfWkR78Q+Ykmg==$SmYwsOxpOJ16H5lIO712Y8CnWeCtMK/nEm1vvIZ5CEQ="),
                        Claims.of(Map.of("name", "Alice"))),
                new Account(
                        "bob",
                        new PasswordHash("20000$A2SMXL176jx1j3oUTG2Umg==$9OzNKtPv346/cOnTrG4S7Le11SusX4koarYDtn14BL0="),
                        Claims.of(Map.of("name", "Bob")))));
    }

    static Album album(Instant now) {
        Album album = new Album();
        Subject alice = Subject.ofAccount("alice");
        album.add(alice, "The lake in the first snow", now.minus(Duration.ofDays(40)));
        album.add(alice, "Morning fog over Lisbon", now.minus(Duration.ofDays(21)));
        album.add(alice, "The hill behind our house", now.minus(Duration.ofDays(3)));
        album.add(Subject.ofAccount("bob"), "Camping on the island", now.minus(Duration.ofDays(9)));
        album.add(Subject.ofClient(new ClientId(ROBOT_ID)), "The bird box at six in the morning", now);
        return album;
    }

    private static String[] names() {
        return scopes().stream().map(RegisteredScope::scope).map(Scope::value).toArray(String[]::new);
    }
}
