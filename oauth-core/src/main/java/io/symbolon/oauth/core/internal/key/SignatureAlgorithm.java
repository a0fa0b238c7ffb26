// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import java.util.Optional;

/** An algorithm that tokens are signed with. All are asymmetric, so that whoever verifies a token cannot make one. */
public enum SignatureAlgorithm {

    /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3): the one that every client library knows. */
    RS256("RS256"),

    /** RSASSA-PSS with SHA-256 (RFC 7518 §3.5). */
    PS256("PS256"),

    /** ECDSA on P-256 with SHA-256 (RFC 7518 §3.4). */
    ES256("ES256"),

    /** Ed25519 (RFC 8037 §3.1). */
    EDDSA("EdDSA");

    private final String joseName;

    SignatureAlgorithm(String joseName) {
        this.joseName = joseName;
    }

    /** The {@code alg} of a signed token. */
    public String joseName() {
        return joseName;
    }

    /** The algorithm with this {@code alg}, compared as an exact string. */
    public static Optional<SignatureAlgorithm> find(String joseName) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.joseName.equals(joseName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
