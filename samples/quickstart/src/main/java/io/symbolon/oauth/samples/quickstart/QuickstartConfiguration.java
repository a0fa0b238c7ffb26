// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.clientauth.jwt.JwtClientAuthenticationModule;
import io.symbolon.oauth.core.grant.device.DeviceCodeGrantModule;
import io.symbolon.oauth.core.grant.exchange.ExchangeRules;
import io.symbolon.oauth.core.grant.exchange.TokenExchangeGrantModule;
import io.symbolon.oauth.core.grant.implicit.ImplicitGrantModule;
import io.symbolon.oauth.core.grant.jwtbearer.JwtBearerGrantModule;
import io.symbolon.oauth.core.grant.password.PasswordGrantModule;
import io.symbolon.oauth.core.settings.Configuration;
import io.symbolon.oauth.core.settings.ConfigurationException;
import io.symbolon.oauth.core.settings.ConfigurationReader;
import io.symbolon.oauth.core.settings.ConfiguredUser;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.core.settings.SettingsReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the quickstart is started with: the demo's own people and clients, or those of a file.
 *
 * @param content settings, scopes, resources, clients and, of a file, people
 * @param isDemo whether it is the demo's own
 */
record QuickstartConfiguration(Configuration content, boolean isDemo) {

    /** The demo's own configuration, for this issuer. */
    static QuickstartConfiguration demo(String issuerUri) {
        Settings settings = settings(issuerUri);
        Issuer issuer = settings.issuer();
        return new QuickstartConfiguration(
                new Configuration(
                        settings, Demo.scopes(), List.of(Demo.resource(issuer)), Demo.clients(issuer), List.of()),
                true);
    }

    /**
     * The configuration of a file.
     *
     * @throws StartException if the file cannot be used; says why
     */
    static QuickstartConfiguration of(Path file, ConfigurationReader reader) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new StartException("--config: there is no file '" + file + "' that can be read");
        }
        try {
            Configuration read = reader.read(file);
            refuseOtherLoginPage(read.settings());
            refuseConfusable(read);
            Settings settings = read.settings().toBuilder()
                    .loginPage(AlbumApplication.LOGIN_PAGE)
                    .build();
            return new QuickstartConfiguration(read.with(settings), false);
        } catch (ConfigurationException e) {
            throw new StartException(
                    e.problems().stream().map(problem -> file + ": " + problem).toList());
        }
    }

    Settings settings() {
        return content.settings();
    }

    Issuer issuer() {
        return settings().issuer();
    }

    /** Starts the authorization server on this storage, which it gives back if it cannot. */
    OAuthServer newServer(InstantSource clock, Storage.Open storage) {
        OAuthServer.Builder builder = OAuthServer.builder(content)
                .install(
                        new DeviceCodeGrantModule(),
                        new JwtClientAuthenticationModule(content.clientMacSecrets()),
                        new JwtBearerGrantModule(),
                        new TokenExchangeGrantModule(ExchangeRules.of(content.exchangeRules())))
                .clock(clock);
        legacyGrants().forEach(builder::install);
        samlGrant().ifPresent(builder::install);
        storage.module().ifPresent(builder::storage);
        boolean built = false;
        try {
            OAuthServer server = builder.build();
            built = true;
            return server;
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        } finally {
            if (!built) {
                storage.close();
            }
        }
    }

    /** The grants that OAuth 2.1 leaves out, where a client of the file uses them: naming one is what asks for it. */
    private List<Module> legacyGrants() {
        List<Module> modules = new ArrayList<>();
        if (isUsed(GrantType.PASSWORD)) {
            modules.add(new PasswordGrantModule());
            modules.add(new PeopleModule(accounts()));
        }
        if (isUsed(GrantType.IMPLICIT)) {
            modules.add(new ImplicitGrantModule());
        }
        return modules;
    }

    /** The grant on the word of the file's SAML issuers; without any, nothing of XML is loaded. */
    private Optional<Module> samlGrant() {
        return content.samlIssuers().isEmpty()
                ? Optional.empty()
                : Optional.of(SamlIssuers.grantFor(content.samlIssuers()));
    }

    private boolean isUsed(GrantType grantType) {
        return content.clients().stream().anyMatch(client -> client.grantTypes().contains(grantType));
    }

    /** All settings, and what about them deserves a second look. */
    SettingsReport report() {
        SettingsReport report = SettingsReport.of(content);
        return isDemo
                ? report.with(new SettingsReport.Finding(
                        "clients",
                        "these are the demo's own, whose secrets everybody knows; give a file with --config"))
                : report;
    }

    Accounts accounts() {
        return isDemo ? Demo.accounts() : Accounts.of(content.users());
    }

    Album newAlbum(Instant now) {
        return isDemo ? Demo.album(now) : new Album();
    }

    /** The secret of the client behind the page {@code /demo}, if there is one. */
    Optional<Secret> demoClientSecret() {
        return isDemo ? Optional.of(Demo.CLIENT_SECRET) : Optional.empty();
    }

    /** What the home page says below all else. */
    Html invitation() {
        Html devices = Html.of("""
                        <p class="card">Does a device, such as a television, show you a code? <a href="%s">Connect
                        it</a>.</p>""", devicePage());
        return isDemo ? Html.join(Stream.of(Html.of("""
                        <p class="card">See how another application asks for your photos: <a href="%s">try the demo
                        client</a>.</p>""", DemoServlet.PATH), devices)) : devices;
    }

    /** Where people type the code that a device shows; the authorization server's own page. */
    String devicePage() {
        return issuer().path() + "/device";
    }

    /** What the login page says below all else. */
    Html loginHint() {
        return isDemo
                ? Html.of(
                        "<p class=\"hint\">In this demo you can be%s</p>",
                        Html.join(Demo.PEOPLE.stream()
                                .map(person -> Html.of(
                                        "<br><code>%s</code> with the password <code>%s</code>",
                                        person, Demo.password(person)))))
                : Html.NONE;
    }

    /** A client that can get a token without a person, for the commands that are printed. */
    Optional<Client> clientForItself() {
        return content.clients().stream()
                .filter(client -> client.grantTypes().contains(GrantType.CLIENT_CREDENTIALS))
                .findFirst();
    }

    /** Whether a token with this scope can exist. */
    boolean grants(Scope scope) {
        return clientForItself().map(Client::scopes).orElse(Scopes.none()).contains(scope);
    }

    private static Settings settings(String issuerUri) {
        try {
            return Settings.forIssuer(issuerUri)
                    .loginPage(AlbumApplication.LOGIN_PAGE)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    private static void refuseOtherLoginPage(Settings settings) {
        boolean other = settings.loginPage()
                .filter(page -> !page.path().equals(AlbumApplication.LOGIN_PAGE))
                .isPresent();
        if (other) {
            throw new StartException(
                    "login_page: the album's own is " + AlbumApplication.LOGIN_PAGE + "; write that, or leave it out");
        }
    }

    /** RFC 9068 §5: the subject of a person's token must not be that of a client. */
    private static void refuseConfusable(Configuration read) {
        for (ConfiguredUser user : read.users()) {
            for (Client client : read.clients()) {
                if (client.clientId().value().equals(user.username())) {
                    throw new StartException("the user '" + user.username() + "' has the name of a client; rename one");
                }
            }
        }
    }
}
