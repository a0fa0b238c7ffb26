// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.servlet.BearerTokenFilter;
import io.symbolon.oauth.servlet.OAuthServlet;
import io.symbolon.oauth.servlet.ServletInteractions;
import io.symbolon.oauth.servlet.ServletSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Set;

/** The photo album as a web application: its pages, its API, and the authorization server that it embeds. */
final class AlbumApplication implements ServletContainerInitializer {

    static final String LOGIN_PAGE = "/login";

    private final QuickstartConfiguration configuration;
    private final OAuthServer server;
    private final InstantSource clock;

    AlbumApplication(QuickstartConfiguration configuration, OAuthServer server, InstantSource clock) {
        this.configuration = configuration;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        sessions(context, configuration.issuer());
        authorizationServer(context);
        Album album = configuration.newAlbum(clock.instant());
        api(context, album);
        pages(context, album);
        configuration
                .demoClientSecret()
                .ifPresent(secret -> servlet(
                        context,
                        new DemoServlet(configuration.issuer(), Demo.CLIENT_ID, secret),
                        DemoServlet.PATH + "/*"));
        guard(context, new FormGuard(), LOGIN_PAGE, "/logout", "/photos", DemoServlet.PATH + "/*");
    }

    private void authorizationServer(ServletContext context) {
        OAuthServlet servlet = new OAuthServlet(server, settings());
        context.addServlet("oauth", servlet).addMapping(servlet.mappings(context.getContextPath()));
    }

    private void api(ServletContext context, Album album) {
        guard(context, new BearerTokenFilter(server, this::demand, settings()), PhotosApi.PATH);
        servlet(context, new PhotosApi(album, clock), PhotosApi.PATH);
    }

    private void pages(ServletContext context, Album album) {
        servlet(context, new HomeServlet(album, configuration.invitation()), "");
        servlet(context, new PhotoServlet(album, clock), "/photos");
        servlet(
                context,
                new LoginServlet(
                        configuration.accounts(),
                        new LoginThrottle(configuration.settings().throttle()),
                        new ServletInteractions(server.interactions(), settings()),
                        clock,
                        configuration.loginHint()),
                LOGIN_PAGE);
        servlet(context, new LogoutServlet(), "/logout");
        servlet(context, new StaticServlet("album.css", "text/css;charset=utf-8"), "/album.css");
        servlet(context, new StaticServlet("icon.svg", "image/svg+xml"), "/icon.svg");
        servlet(context, new ErrorServlet(), ErrorServlet.PATH);
    }

    /** Where the API is a registered resource, a token must be meant for it. */
    private AccessDemand demand(HttpServletRequest request) {
        AccessDemand demand = PhotosApi.demand(request);
        ResourceUri api = PhotosApi.resource(configuration.issuer());
        return server.resources().find(api).isPresent() ? demand.at(api) : demand;
    }

    private ServletSettings settings() {
        return ServletSettings.defaults().timedBy(clock);
    }

    private static void sessions(ServletContext context, Issuer issuer) {
        context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        context.getSessionCookieConfig().setName(issuer.isSecure() ? "__Host-album" : "album");
        context.getSessionCookieConfig().setPath("/");
        context.getSessionCookieConfig().setHttpOnly(true);
        context.getSessionCookieConfig().setSecure(issuer.isSecure());
        // Strict would hide the session from whoever comes from a client's page.
        context.getSessionCookieConfig().setAttribute("SameSite", "Lax");
        context.setSessionTimeout(30);
    }

    private static void servlet(ServletContext context, HttpServlet servlet, String pattern) {
        context.addServlet("at " + pattern, servlet).addMapping(pattern);
    }

    private static void guard(ServletContext context, Filter filter, String... patterns) {
        context.addFilter(filter.getClass().getSimpleName(), filter).addMappingForUrlPatterns(null, false, patterns);
    }
}
