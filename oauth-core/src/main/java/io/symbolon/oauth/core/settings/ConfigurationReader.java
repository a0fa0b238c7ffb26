// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.core.grant.exchange.ExchangeRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads settings, scopes, resources, clients and people from one JSON document (docs/configuration.md lists its keys).
 *
 * <p>In any string, {@code ${NAME}} stands for an environment variable and {@code ${file:path}} for the content of a
 * file without its last line break; two dollar signs before the brace make it plain text. Unknown and repeated keys are
 * refused. All that is wrong is reported at once, with its place and what to write instead; no message shows a secret or
 * anything that was filled in. Immutable; a document has at most 4 Mi characters and 16 levels.
 */
public final class ConfigurationReader {

    static final Member SCOPES = new Member(
            "scopes",
            ScopeSection.FORM,
            Member.NONE,
            "The scopes that clients can be granted, and what people read about them on the consent page.");
    static final Member RESOURCES =
            new Member("resources", ResourceSection.FORM, Member.NONE, "The protected resources, usually APIs.");
    static final Member CLIENTS = new Member("clients", ClientSection.FORM, Member.NONE, "The clients.");
    static final Member USERS = new Member(
            "users",
            UserSection.FORM,
            Member.NONE,
            "People with their passwords, for servers that are tried out or tested.");
    static final Member TRUSTED_ISSUERS = new Member(
            "trusted_issuers",
            TrustedIssuerSection.FORM,
            Member.NONE,
            "Whose assertions count (RFC 7523), for the grants that are installed and take any.");
    static final Member EXCHANGE_RULES = new Member(
            "exchange_rules",
            ExchangeRuleSection.FORM,
            Member.NONE,
            "Who may exchange what for whom (RFC 8693), if token exchange is installed. The first rule that fits"
                    + " allows it; what no rule allows is refused.");
    static final Member SAML_ISSUERS = new Member(
            "saml_issuers",
            SamlIssuerSection.FORM,
            Member.NONE,
            "Whose SAML assertions count (RFC 7522), for programs with the extension oauth-saml, such as the quickstart.");
    static final List<Member> SECTIONS =
            List.of(SCOPES, RESOURCES, CLIENTS, USERS, TRUSTED_ISSUERS, EXCHANGE_RULES, SAML_ISSUERS);

    private static final String DOCUMENT_FORM = "a JSON object, { ... }";

    private final Placeholders placeholders;
    private final Optional<Issuer> issuer;
    private final Optional<Issuer> defaultIssuer;

    private ConfigurationReader(Placeholders placeholders, Optional<Issuer> issuer, Optional<Issuer> defaultIssuer) {
        this.placeholders = placeholders;
        this.issuer = issuer;
        this.defaultIssuer = defaultIssuer;
    }

    /** A reader that fills in from the environment and the files of this process, relative to its working directory. */
    public static ConfigurationReader ofProcess() {
        return of(name -> Optional.ofNullable(System.getenv(name)), path -> text(Path.of(path)));
    }

    /** A reader that fills in from elsewhere. */
    public static ConfigurationReader of(Function<String, Optional<String>> environment, SecretFiles files) {
        return new ConfigurationReader(new Placeholders(environment, files), Optional.empty(), Optional.empty());
    }

    /**
     * The same reader, for this issuer whatever the document says.
     *
     * @throws IllegalArgumentException if it is no issuer identifier
     */
    public ConfigurationReader withIssuer(String uri) {
        return new ConfigurationReader(placeholders, Optional.of(new Issuer(uri)), defaultIssuer);
    }

    /**
     * The same reader, for this issuer where the document names none.
     *
     * @throws IllegalArgumentException if it is no issuer identifier
     */
    public ConfigurationReader withDefaultIssuer(String uri) {
        return new ConfigurationReader(placeholders, issuer, Optional.of(new Issuer(uri)));
    }

    /**
     * Reads a whole configuration.
     *
     * @throws ConfigurationException if anything is wrong with it
     */
    public Configuration read(String json) {
        Problems problems = new Problems();
        ConfiguredObject document = document(json, SECTIONS, problems);
        Optional<Settings> settings = settings(document, problems);
        Map<String, RegisteredScope> scopes =
                new LinkedHashMap<>(document.map(SCOPES, ScopeSection::read).orElse(Map.of()));
        Map<String, Resource> resources =
                document.map(RESOURCES, ResourceSection::read).orElse(Map.of());
        resources
                .values()
                .forEach(resource -> resource.scopes()
                        .forEach(
                                scope -> scopes.putIfAbsent(scope.value(), new RegisteredScope(scope, scope.value()))));
        ConfiguredClients clients = document.map(
                        CLIENTS, section -> ClientSection.read(section, scopes.keySet(), resources.keySet()))
                .orElse(ConfiguredClients.NONE);
        List<TrustedIssuer> trustedIssuers = document.map(
                        TRUSTED_ISSUERS, section -> TrustedIssuerSection.read(section, scopes.keySet()))
                .orElse(List.of());
        Set<String> issuersDeclared =
                trustedIssuers.stream().map(TrustedIssuer::issuer).collect(Collectors.toSet());
        List<ExchangeRule> exchangeRules = document.map(
                        EXCHANGE_RULES, section -> ExchangeRuleSection.read(section, scopes.keySet(), issuersDeclared))
                .orElse(List.of());
        List<ConfiguredSamlIssuer> samlIssuers = document.map(
                        SAML_ISSUERS, section -> SamlIssuerSection.read(section, scopes.keySet()))
                .orElse(List.of());
        List<ConfiguredUser> users = document.map(USERS, UserSection::read).orElse(List.of());
        problems.throwIfAny();
        return new Configuration(
                settings.orElseThrow(),
                List.copyOf(scopes.values()),
                List.copyOf(resources.values()),
                clients.all(),
                users,
                clients.macSecrets(),
                trustedIssuers,
                exchangeRules,
                samlIssuers);
    }

    /**
     * Reads a whole configuration from a file in UTF-8.
     *
     * @throws ConfigurationException if it cannot be read, or anything is wrong with it
     */
    public Configuration read(Path file) {
        return read(content(file));
    }

    /**
     * Reads a document that holds settings and nothing else.
     *
     * @throws ConfigurationException if anything is wrong with it
     */
    public Settings readSettings(String json) {
        Problems problems = new Problems();
        Optional<Settings> settings = settings(document(json, List.of(), problems), problems);
        problems.throwIfAny();
        return settings.orElseThrow();
    }

    /**
     * Reads a file in UTF-8 that holds settings and nothing else.
     *
     * @throws ConfigurationException if it cannot be read, or anything is wrong with it
     */
    public Settings readSettings(Path file) {
        return readSettings(content(file));
    }

    private ConfiguredObject document(String json, List<Member> sections, Problems problems) {
        List<String> declared = new ArrayList<>();
        SettingsTable.ALL.forEach(setting -> declared.add(setting.name()));
        sections.forEach(section -> declared.add(section.name()));
        Optional<ConfiguredObject> document =
                ConfiguredObject.of(JsonDocument.parse(json, placeholders, problems), DOCUMENT_FORM, declared);
        if (document.isEmpty()) {
            problems.throwIfAny();
        }
        return document.orElseThrow();
    }

    private Optional<Settings> settings(ConfiguredObject document, Problems problems) {
        int problemsBefore = problems.count();
        SettingValues values = SettingValues.none();
        for (Setting<?> setting : SettingsTable.ALL) {
            values = setting == SettingsTable.ISSUER ? withIssuer(values, document) : with(values, setting, document);
        }
        if (values.find(SettingsTable.ISSUER).isEmpty() && !document.has(SettingsTable.ISSUER)) {
            problems.add(
                    "issuer is missing; write " + SettingsTable.ISSUER.type().form());
        }
        Settings.contradictions(values).forEach(problems::add);
        return problems.count() == problemsBefore ? Optional.of(Settings.of(values)) : Optional.empty();
    }

    private SettingValues withIssuer(SettingValues values, ConfiguredObject document) {
        if (issuer.isPresent() || !document.has(SettingsTable.ISSUER)) {
            return issuer.or(() -> defaultIssuer)
                    .map(present -> values.with(SettingsTable.ISSUER, present))
                    .orElse(values);
        }
        return with(values, SettingsTable.ISSUER, document);
    }

    private static <T> SettingValues with(SettingValues values, Setting<T> setting, ConfiguredObject document) {
        return document.find(setting.name())
                .flatMap(written -> written.read(setting))
                .map(value -> values.with(setting, value))
                .orElse(values);
    }

    private static String content(Path file) {
        try {
            return text(file);
        } catch (IOException e) {
            throw new ConfigurationException(List.of("the file " + file + " cannot be read as UTF-8 text ("
                    + e.getClass().getSimpleName() + "); correct its name or its permissions"));
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(JsonDocument.MAX_CHARACTERS + 1);
            if (bytes.length > JsonDocument.MAX_CHARACTERS) {
                throw new FileTooLargeException();
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private static final class FileTooLargeException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** Where {@code ${file:path}} reads from. */
    @FunctionalInterface
    public interface SecretFiles {

        /**
         * The content of the file.
         *
         * @throws IOException if it cannot be read; its class is reported, its message is not
         */
        String read(String path) throws IOException;
    }
}
