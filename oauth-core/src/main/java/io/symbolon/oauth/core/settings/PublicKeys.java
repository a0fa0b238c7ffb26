// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** A client's public keys in a configuration: a JWK Set (RFC 7517 §5). */
final class PublicKeys {

    static final String FORM = "a JWK Set, {\"keys\": [...]}";

    private PublicKeys() {}

    /** Reads the set and writes it anew, without what is not understood; empty if it is refused. */
    static Optional<String> read(ConfiguredValue value) {
        return value.members(FORM).flatMap(members -> parse(value));
    }

    @SuppressWarnings("unchecked") // the plain form of an object
    private static Optional<String> parse(ConfiguredValue value) {
        try {
            JWKSet keys = JWKSet.parse((Map<String, Object>) value.plain());
            if (keys.isEmpty()) {
                value.refuse("holds no key of a known type; write {\"keys\": [...]} with RSA, EC or OKP keys");
            } else if (keys.getKeys().stream().anyMatch(JWK::isPrivate)) {
                value.refuse(
                        "holds a private or symmetric key, which must never leave the client; write the public key only");
            } else {
                return Optional.of(keys.toString());
            }
        } catch (ParseException e) {
            // Its message may quote the key.
            value.refuse("is no JWK Set; write {\"keys\": [...]} as RFC 7517 §5 has it");
        }
        return Optional.empty();
    }
}
