// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import io.symbolon.oauth.api.JwksUri;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.core.internal.key.SignatureAlgorithm;
import io.symbolon.oauth.core.internal.key.VerificationKey;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a registered key signed an assertion. The keys are those that were registered for its maker; whatever keys, or
 * places of keys, an assertion brings along in its header are not looked at (RFC 8725 §3.10).
 */
final class AssertionVerification {

    /** Without a kid, the keys that are tried. */
    private static final int MOST_TRIED = 5;

    private final KeySets keySets;

    @Inject
    AssertionVerification(KeySets keySets) {
        this.keySets = keySets;
    }

    /** Whether the assertion's algorithm is one of those that are allowed; each is asymmetric. */
    static boolean isAllowed(Assertion assertion) {
        return SignatureAlgorithm.find(assertion.algorithm()).isPresent();
    }

    /** The rule by which it is refused; empty if one of the keys signed it. */
    String refusal(Assertion assertion, Optional<String> jwks, Optional<JwksUri> jwksUri, Instant at) {
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.find(assertion.algorithm());
        if (algorithm.isEmpty()) {
            return "assertion-algorithm";
        }
        Optional<String> kid = assertion.kid();
        List<VerificationKey> keys = keySets.find(jwks, jwksUri, key -> key.isFor(algorithm.get(), kid), at);
        if (keys.isEmpty()) {
            return "assertion-key-unknown";
        }
        byte[] input = assertion.signingInput();
        byte[] signature = assertion.signature();
        return keys.stream().limit(MOST_TRIED).anyMatch(key -> key.verify(algorithm.get(), input, signature))
                ? ""
                : "assertion-signature";
    }

    /** Whether it has the HMAC with SHA-256 under the secret's UTF-8 bytes (OpenID Connect Core §9). */
    static boolean hasMac(Assertion assertion, Secret secret) {
        try {
            return new MACVerifier(secret.reveal().getBytes(StandardCharsets.UTF_8))
                    .verify(
                            new JWSHeader(JWSAlgorithm.HS256),
                            assertion.signingInput(),
                            Base64URL.encode(assertion.signature()));
        } catch (JOSEException e) {
            throw new IllegalStateException("a secret of 32 characters and more is a key for HS256", e);
        }
    }
}
