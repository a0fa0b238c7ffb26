// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Shows the photos of who is signed in, or says what this is. */
final class HomeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final transient Album album;
    private final transient Html invitation;

    /** Shows this album, and to strangers this invitation. */
    HomeServlet(Album album, Html invitation) {
        this.album = album;
        this.invitation = invitation;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Visit> visit = Visit.find(request);
        Optional<SignIn> signIn = visit.flatMap(Visit::signIn);
        Page page = new Page(request, response);
        if (signIn.isPresent()) {
            page.write(200, "Your photos", photos(visit.get(), signIn.get()));
        } else {
            page.write(200, "Photo album", Html.of("""
                    <h1>Your photos, and you say who sees them</h1>
                    <p>This album has its own people, its own sign-in and its own pages. It also is an OAuth 2.0
                    authorization server: other applications ask you before they see anything.</p>
                    %s
                    """, invitation));
        }
    }

    private Html photos(Visit visit, SignIn signIn) {
        return Html.of(
                """
                <h1>Your photos</h1>
                <form method="post" action="/photos" class="row">%s
                <label for="title">Add a photo</label>
                <input id="title" name="title" required maxlength="%s" placeholder="What does it show?">
                <button class="primary">Add</button></form>
                <ul class="photos">
                %s
                </ul>
                %s
                """,
                visit.csrfField(),
                Photo.MAX_TITLE_LENGTH,
                Html.join(album.of(signIn.subject()).stream().map(HomeServlet::photo)),
                invitation);
    }

    private static Html photo(Photo photo) {
        return Html.of(
                "<li>%s<strong>%s</strong><small>%s</small></li>",
                Picture.of(photo), photo.title(), DAY.format(photo.addedAt()));
    }
}
