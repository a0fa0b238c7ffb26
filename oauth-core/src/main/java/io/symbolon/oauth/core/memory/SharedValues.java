// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import java.util.HashSet;
import java.util.Set;

/** Writes into rows only a number for the scopes, resources, grant types and other values that many rows have in common. */
final class SharedValues {

    private static final int LONGEST_SHARED = 1_000;

    private final Dictionary<Scopes> scopes = new Dictionary<>();
    private final Dictionary<Set<ResourceUri>> resources = new Dictionary<>();
    private final Dictionary<GrantType> grantTypes = new Dictionary<>();
    private final Dictionary<String> names = new Dictionary<>();

    void writeScopes(Scopes granted, RowWriter row) {
        boolean shared = granted.size() <= LONGEST_SHARED / 10;
        int number = shared ? scopes.numberOf(granted) : Dictionary.NONE;
        row.unsigned(number);
        if (number == Dictionary.NONE) {
            row.text(granted.toString());
        }
    }

    Scopes readScopes(RowReader row) {
        int number = row.count();
        return number == Dictionary.NONE ? Scopes.parse(row.text()) : scopes.valueOf(number);
    }

    void writeResources(Set<ResourceUri> uris, RowWriter row) {
        int number = isShort(uris) ? resources.numberOf(uris) : Dictionary.NONE;
        row.unsigned(number);
        if (number == Dictionary.NONE) {
            row.unsigned(uris.size());
            uris.stream().map(ResourceUri::value).sorted().forEach(row::text);
        }
    }

    private static boolean isShort(Set<ResourceUri> uris) {
        int length = 0;
        for (ResourceUri uri : uris) {
            length += uri.value().length();
        }
        return length <= LONGEST_SHARED;
    }

    Set<ResourceUri> readResources(RowReader row) {
        int number = row.count();
        if (number != Dictionary.NONE) {
            return resources.valueOf(number);
        }
        Set<ResourceUri> uris = new HashSet<>();
        for (int left = row.count(); left > 0; left--) {
            uris.add(new ResourceUri(row.text()));
        }
        return uris;
    }

    void writeGrantType(GrantType grantType, RowWriter row) {
        int number = grantTypes.numberOf(grantType);
        row.unsigned(number);
        if (number == Dictionary.NONE) {
            row.text(grantType.value());
        }
    }

    GrantType readGrantType(RowReader row) {
        int number = row.count();
        return number == Dictionary.NONE ? new GrantType(row.text()) : grantTypes.valueOf(number);
    }

    /** A short text of which there are few, such as the identifier of a key. */
    void writeName(String name, RowWriter row) {
        int number = names.numberOf(name);
        row.unsigned(number);
        if (number == Dictionary.NONE) {
            row.text(name);
        }
    }

    String readName(RowReader row) {
        int number = row.count();
        return number == Dictionary.NONE ? row.text() : names.valueOf(number);
    }
}
