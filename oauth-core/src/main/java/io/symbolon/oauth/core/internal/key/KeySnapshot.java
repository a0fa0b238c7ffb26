// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.symbolon.oauth.api.token.SigningKey;
import io.symbolon.oauth.api.token.SigningKey.Use;
import java.security.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keys as they were in the store at one moment, ready to use; immutable. */
final class KeySnapshot {

    static final KeySnapshot EMPTY = new KeySnapshot(List.of(), Map.of(), Map.of(), Map.of());

    private final List<SigningKey> rows;
    private final Map<String, SignatureKey> signatureKeys;
    private final Map<String, HmacKey> macKeys;
    private final Map<String, HmacKey> successorKeys;
    private final Map<SignatureAlgorithm, KeyLine> signatureLines = new EnumMap<>(SignatureAlgorithm.class);
    private final KeyLine macLine;
    private final KeyLine successorLine;
    private final String jwks;

    private KeySnapshot(
            List<SigningKey> rows,
            Map<String, SignatureKey> signatureKeys,
            Map<String, HmacKey> macKeys,
            Map<String, HmacKey> successorKeys) {
        this.rows = rows;
        this.signatureKeys = signatureKeys;
        this.macKeys = macKeys;
        this.successorKeys = successorKeys;
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            signatureLines.put(algorithm, KeyLine.of(Use.SIGNATURE, algorithm.joseName(), rows));
        }
        this.macLine = KeyLine.of(Use.REFRESH_TOKEN_MAC, HmacKey.ALGORITHM, rows);
        this.successorLine = KeyLine.of(Use.REFRESH_TOKEN_SUCCESSOR, HmacKey.ALGORITHM, rows);
        this.jwks = publish(signatureKeys.values());
    }

    /** The same store, looked at again; only keys that are new are read. */
    KeySnapshot next(List<SigningKey> stored, Optional<Provider> provider) {
        if (stored.size() == rows.size() && rows.containsAll(stored)) {
            return this;
        }
        Map<String, SignatureKey> signatures = new LinkedHashMap<>();
        Map<String, HmacKey> macs = new HashMap<>();
        Map<String, HmacKey> successors = new HashMap<>();
        for (SigningKey row : stored) {
            switch (row.use()) {
                case SIGNATURE ->
                    // Another algorithm is a newer version's, which knows what to do with it.
                    SignatureAlgorithm.find(row.algorithm())
                            .ifPresent(algorithm -> signatures.put(row.kid(), signatureKey(row, algorithm, provider)));
                case REFRESH_TOKEN_MAC -> macs.put(row.kid(), hmacKey(row, macKeys));
                case REFRESH_TOKEN_SUCCESSOR -> successors.put(row.kid(), hmacKey(row, successorKeys));
            }
        }
        return new KeySnapshot(List.copyOf(stored), signatures, macs, successors);
    }

    Optional<SignatureKey> activeSignatureKey(SignatureAlgorithm algorithm, Instant at) {
        return Optional.ofNullable(signatureLines.get(algorithm))
                .flatMap(line -> line.active(at))
                .map(row -> signatureKeys.get(row.kid()));
    }

    Optional<SignatureKey> findSignatureKey(String kid) {
        return Optional.ofNullable(signatureKeys.get(kid));
    }

    boolean isKept(SignatureKey key) {
        return signatureKeys.get(key.kid()) == key;
    }

    Optional<HmacKey> activeMacKey(Instant at) {
        return macLine.active(at).map(row -> macKeys.get(row.kid()));
    }

    Optional<HmacKey> findMacKey(String kid) {
        return Optional.ofNullable(macKeys.get(kid));
    }

    /** The keys with this hint, of which there is hardly ever more than one. */
    List<HmacKey> macKeys(int hint) {
        List<HmacKey> found = new ArrayList<>(1);
        for (HmacKey key : macKeys.values()) {
            if (key.hint() == hint) {
                found.add(key);
            }
        }
        return found;
    }

    Optional<HmacKey> activeSuccessorKey(Instant at) {
        return successorLine.active(at).map(row -> successorKeys.get(row.kid()));
    }

    Optional<HmacKey> findSuccessorKey(String kid) {
        return Optional.ofNullable(successorKeys.get(kid));
    }

    /** The public keys as a JWK set (RFC 7517 §5). */
    String jwks() {
        return jwks;
    }

    private SignatureKey signatureKey(SigningKey row, SignatureAlgorithm algorithm, Optional<Provider> provider) {
        SignatureKey known = signatureKeys.get(row.kid());
        return known != null && rows.contains(row) ? known : SignatureKey.of(row, algorithm, provider);
    }

    private HmacKey hmacKey(SigningKey row, Map<String, HmacKey> known) {
        HmacKey key = known.get(row.kid());
        return key != null && rows.contains(row) ? key : HmacKey.of(row);
    }

    private static String publish(Collection<SignatureKey> keys) {
        List<JWK> published = keys.stream().map(SignatureKey::publicJwk).toList();
        return new JWKSet(published).toString(true);
    }
}
