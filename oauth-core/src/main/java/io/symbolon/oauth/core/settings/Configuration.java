// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.Resource;
import java.util.List;

/**
 * What a configuration document says; see {@link ConfigurationReader}. Prints no secret.
 *
 * @param settings the settings of the server
 * @param scopes the scopes that it declares, and those that only its resources name
 * @param resources the protected resources
 * @param clients the clients
 * @param users the people
 */
public record Configuration(
        Settings settings,
        List<RegisteredScope> scopes,
        List<Resource> resources,
        List<Client> clients,
        List<ConfiguredUser> users) {

    public Configuration {
        scopes = List.copyOf(scopes);
        resources = List.copyOf(resources);
        clients = List.copyOf(clients);
        users = List.copyOf(users);
    }

    /** The same configuration with other settings. */
    public Configuration with(Settings otherSettings) {
        return new Configuration(otherSettings, scopes, resources, clients, users);
    }
}
