// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import java.util.List;
import java.util.Map;

/**
 * The clients of a configuration.
 *
 * @param all what they registered
 * @param macSecrets the secrets in clear of those that authenticate with an HMAC
 */
record ConfiguredClients(List<Client> all, Map<ClientId, Secret> macSecrets) {

    static final ConfiguredClients NONE = new ConfiguredClients(List.of(), Map.of());

    ConfiguredClients {
        all = List.copyOf(all);
        macSecrets = Map.copyOf(macSecrets);
    }
}
