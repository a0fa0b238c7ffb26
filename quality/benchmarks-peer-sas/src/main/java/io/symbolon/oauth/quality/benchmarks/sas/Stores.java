// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.sas;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Where the peer keeps its state: all in memory, or all on a database by its own JDBC stores. */
record Stores(
        RegisteredClientRepository clients,
        OAuth2AuthorizationService authorizations,
        OAuth2AuthorizationConsentService consents) {

    /** A lookup holds one and takes a second one for its client: with no more than its 16 threads they can all wait forever. */
    private static final int CONNECTIONS = 32;

    static Stores inMemory(RegisteredClient client) {
        return new Stores(
                new InMemoryRegisteredClientRepository(client),
                new IndexedAuthorizations(),
                new InMemoryOAuth2AuthorizationConsentService());
    }

    static Stores onDatabase(String url, String user, String password, RegisteredClient client) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(CONNECTIONS);
        JdbcTemplate database = new JdbcTemplate(new HikariDataSource(pool));
        PeerTables.create(database);
        RegisteredClientRepository clients = new JdbcRegisteredClientRepository(database);
        clients.save(client);
        return new Stores(
                clients,
                new JdbcOAuth2AuthorizationService(database, clients),
                new JdbcOAuth2AuthorizationConsentService(database, clients));
    }
}
