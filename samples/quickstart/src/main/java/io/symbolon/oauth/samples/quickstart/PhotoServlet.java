// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** Takes the form that adds a photo to the album of who is signed in. */
final class PhotoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Album album;
    private final transient InstantSource clock;

    PhotoServlet(Album album, InstantSource clock) {
        this.album = album;
        this.clock = clock;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<SignIn> signIn = Visit.find(request).flatMap(Visit::signIn);
        if (signIn.isEmpty()) {
            Page.goTo(response, "/login");
            return;
        }
        Page page = new Page(request, response);
        String title = Optional.ofNullable(request.getParameter("title")).orElse("");
        try {
            if (album.add(signIn.get().subject(), title, clock.instant()).isEmpty()) {
                page.say(409, "Your album is full", "It holds " + Album.MAX_PHOTOS + " photos at most.");
                return;
            }
        } catch (IllegalArgumentException e) {
            page.say(400, "Not added", "Give the photo another title: " + e.getMessage() + ".");
            return;
        }
        Page.goTo(response, "/");
    }
}
