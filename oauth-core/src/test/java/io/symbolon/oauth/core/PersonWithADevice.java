// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.ALICE;
import static io.symbolon.oauth.core.ServerUnderTest.member;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Approval;

/** A browser on the way from a user code to a connected device, with one cookie and the last response that it got. */
final class PersonWithADevice {

    private final ServerUnderTest server;
    private final String address;
    private String cookie = "";
    private String handle = "";
    private Response last = Response.status(200).build();

    PersonWithADevice(ServerUnderTest server) {
        this(server, "198.51.100.20");
    }

    PersonWithADevice(ServerUnderTest server, String address) {
        this.server = server;
        this.address = address;
    }

    PersonWithADevice open() {
        return open("");
    }

    PersonWithADevice open(String query) {
        return got(server.server.handle(
                request("GET", "/oauth/device").query(query).build()));
    }

    /** Sends the form of the page that asks for the code. */
    PersonWithADevice type(String userCode) {
        return post("/oauth/device", "user_code=" + userCode + "&csrf_token=" + csrfToken());
    }

    /** Presses a button of the page that asks whether the device is theirs. */
    PersonWithADevice confirm(String decision) {
        return post(
                "/oauth/device/confirm",
                "user_code=" + field("user_code") + "&csrf_token=" + csrfToken() + "&decision=" + decision);
    }

    PersonWithADevice post(String path, String form) {
        return got(server.server.handle(request("POST", path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8(form))
                .build()));
    }

    PersonWithADevice logIn() {
        return logIn(ALICE);
    }

    PersonWithADevice logIn(Subject subject) {
        got(server.server
                .interactions()
                .authenticated(loginPage(), handle, subject, AuthenticationContext.at(server.now)));
        return resume();
    }

    /** Has the application ask for consent itself. */
    PersonWithADevice logInAndApprove(Approval approval) {
        got(server.server.interactions().approved(loginPage(), handle, approval));
        return resume();
    }

    PersonWithADevice cancelLogin() {
        got(server.server.interactions().denied(loginPage(), handle));
        return resume();
    }

    PersonWithADevice resume() {
        return got(server.server.handle(request("GET", "/oauth/authorize/resume")
                .query("interaction=" + handle)
                .build()));
    }

    PersonWithADevice consent(String decision) {
        return post(
                "/oauth/authorize/consent",
                "decision=" + decision + "&interaction=" + handle + "&csrf_token=" + csrfToken());
    }

    /** All the way to the consent page. */
    PersonWithADevice goToConsent(String userCode) {
        return open().type(userCode).confirm("mine").logIn();
    }

    /** All the way. */
    PersonWithADevice connect(String userCode) {
        return goToConsent(userCode).consent("approve");
    }

    PersonWithADevice adoptHandleOf(PersonWithADevice other) {
        handle = other.handle;
        return this;
    }

    String handle() {
        return handle;
    }

    Request loginPage() {
        return request("GET", "/login").build();
    }

    Response last() {
        return last;
    }

    String page() {
        return last.body().asUtf8();
    }

    String csrfToken() {
        return field("csrf_token");
    }

    private String field(String name) {
        String[] parts = page().split("name=\"" + name + "\" value=\"", 2);
        return parts.length == 1 ? "" : parts[1].split("\"", 2)[0];
    }

    private PersonWithADevice got(Response response) {
        last = response;
        response.header("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
        String[] parts = response.header("Location").orElse("").split("interaction=", 2);
        handle = parts.length == 1 ? handle : parts[1];
        return this;
    }

    private Request.Builder request(String method, String path) {
        Request.Builder request = Request.received(method, path, server.now)
                .remoteAddress(address)
                .secure(true);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    /** What a device was told when it began. */
    record Device(ServerUnderTest server, String client, String deviceCode, String userCode) {

        static Device start(ServerUnderTest server) {
            return start(server, "tv", "");
        }

        /** A device of this public client. */
        static Device start(ServerUnderTest server, String client, String more) {
            Response response = server.post("/oauth/device_authorization", "", "client_id=" + client + more);
            return new Device(server, client, member(response, "device_code"), member(response, "user_code"));
        }

        Response poll() {
            return pollAs(client);
        }

        Response pollAs(String other) {
            return server.post(
                    "/oauth/token",
                    "",
                    "client_id=" + other
                            + "&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code="
                            + deviceCode);
        }
    }
}
