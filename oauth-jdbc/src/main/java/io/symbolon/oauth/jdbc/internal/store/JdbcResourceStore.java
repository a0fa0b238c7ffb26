// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.api.store.ResourceStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources in a table; they are few, and read together. */
public final class JdbcResourceStore implements ResourceStore {

    private final Database database;
    private final int issuer;
    private final Fresh<Integer, Map<ResourceUri, Resource>> resources;
    private final SingleInsert insertion;

    /**
     * The store of this issuer.
     *
     * @param staleness how late another node's change is seen at most
     */
    public JdbcResourceStore(Database database, int issuer, Duration staleness) {
        this.database = database;
        this.issuer = issuer;
        this.resources = new Fresh<>(staleness, System::nanoTime);
        this.insertion = new SingleInsert(database, "{resource} (issuer, uri, scopes, access_token_format)", 4);
    }

    @Override
    public Optional<Resource> find(ResourceUri uri) {
        return Optional.ofNullable(resources().get(uri));
    }

    @Override
    public List<Resource> all() {
        return List.copyOf(resources().values());
    }

    private Map<ResourceUri, Resource> resources() {
        return resources.find(issuer, key -> Optional.of(read())).orElseGet(Map::of);
    }

    private Map<ResourceUri, Resource> read() {
        Map<ResourceUri, Resource> all = new LinkedHashMap<>();
        database
                .withHandle(handle -> handle.createQuery(database.sql(
                                "SELECT uri, scopes, access_token_format FROM {resource} WHERE issuer = :issuer"))
                        .bind("issuer", issuer)
                        .map((row, context) -> new Resource(
                                new ResourceUri(row.getString(1)),
                                Scopes.parse(row.getString(2)),
                                Optional.ofNullable(row.getString(3))))
                        .list())
                .stream()
                .sorted(Comparator.comparing(resource -> resource.uri().value()))
                .forEach(resource -> all.put(resource.uri(), resource));
        return all;
    }

    @Override
    public void put(Resource resource) {
        try {
            database.withHandle(handle -> Upsert.done(
                    () -> handle.createUpdate(database.sql("UPDATE {resource} SET scopes = :scopes,"
                                            + " access_token_format = :format WHERE issuer = :issuer AND uri = :uri"))
                                    .bind("scopes", resource.scopes().toString())
                                    .bind("format", resource.accessTokenFormat().orElse(null))
                                    .bind("issuer", issuer)
                                    .bind("uri", resource.uri().value())
                                    .execute()
                            == 1,
                    () -> insertion.isInserted(
                            handle.getConnection(),
                            parameters -> parameters
                                    .number(issuer)
                                    .text(resource.uri().value())
                                    .text(resource.scopes().toString())
                                    .value(
                                            Column.Kind.TEXT,
                                            resource.accessTokenFormat().orElse(null)))));
        } finally {
            resources.changed();
        }
    }

    @Override
    public void remove(ResourceUri uri) {
        try {
            database.withHandle(handle -> handle.createUpdate(
                            database.sql("DELETE FROM {resource} WHERE issuer = :issuer AND uri = :uri"))
                    .bind("issuer", issuer)
                    .bind("uri", uri.value())
                    .execute());
        } finally {
            resources.changed();
        }
    }
}
