// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientMacSecrets;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.core.grant.exchange.ExchangeRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration document says; see {@link ConfigurationReader}. Prints no secret.
 *
 * @param settings the settings of the server
 * @param scopes the scopes that it declares, and those that only its resources name
 * @param resources the protected resources
 * @param clients the clients
 * @param users the people
 * @param macSecrets the secrets in clear of those clients that authenticate with {@code client_secret_jwt}
 * @param trustedIssuers whose assertions count
 * @param exchangeRules who may exchange what for whom
 * @param samlIssuers whose SAML assertions count
 */
public record Configuration(
        Settings settings,
        List<RegisteredScope> scopes,
        List<Resource> resources,
        List<Client> clients,
        List<ConfiguredUser> users,
        Map<ClientId, Secret> macSecrets,
        List<TrustedIssuer> trustedIssuers,
        List<ExchangeRule> exchangeRules,
        List<ConfiguredSamlIssuer> samlIssuers) {

    public Configuration {
        scopes = List.copyOf(scopes);
        resources = List.copyOf(resources);
        clients = List.copyOf(clients);
        users = List.copyOf(users);
        macSecrets = Map.copyOf(macSecrets);
        trustedIssuers = List.copyOf(trustedIssuers);
        exchangeRules = List.copyOf(exchangeRules);
        samlIssuers = List.copyOf(samlIssuers);
    }

    /** A configuration without assertions. */
    public Configuration(
            Settings settings,
            List<RegisteredScope> scopes,
            List<Resource> resources,
            List<Client> clients,
            List<ConfiguredUser> users) {
        this(settings, scopes, resources, clients, users, Map.of(), List.of(), List.of(), List.of());
    }

    /** The secrets of {@link #macSecrets()}, for the module that verifies with them. */
    public ClientMacSecrets clientMacSecrets() {
        return client -> Optional.ofNullable(macSecrets.get(client)).stream().toList();
    }

    /** The same configuration with other settings. */
    public Configuration with(Settings otherSettings) {
        return new Configuration(
                otherSettings,
                scopes,
                resources,
                clients,
                users,
                macSecrets,
                trustedIssuers,
                exchangeRules,
                samlIssuers);
    }
}
