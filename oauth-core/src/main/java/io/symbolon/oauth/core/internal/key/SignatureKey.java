// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import io.symbolon.oauth.api.token.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.text.ParseException;
import java.util.Optional;

/**
 * A key pair that signs tokens, read once and ready to use. What algorithm it is for is a fact about the key; nothing
 * that a token says changes it. Safe for use by many threads.
 */
public final class SignatureKey {

    private final String kid;
    private final SignatureAlgorithm algorithm;
    private final JWSHeader header;
    private final JWSSigner signer;
    private final JWSVerifier verifier;
    private final JWK publicJwk;

    private SignatureKey(SigningKey row, SignatureAlgorithm algorithm, JWK jwk, KeyUsers users) {
        this.kid = row.kid();
        this.algorithm = algorithm;
        this.header = new JWSHeader(new JWSAlgorithm(algorithm.joseName()));
        this.signer = users.signer();
        this.verifier = users.verifier();
        this.publicJwk = jwk.toPublicJWK();
    }

    /** The key, used by the platform. */
    static SignatureKey of(SigningKey row, SignatureAlgorithm algorithm) {
        return of(row, algorithm, Optional.empty());
    }

    /** The key, used by this provider if it has the algorithm, or else by the platform. */
    static SignatureKey of(SigningKey row, SignatureAlgorithm algorithm, Optional<Provider> provider) {
        try {
            JWK jwk = JWK.parse(row.jwk().reveal());
            if (!row.kid().equals(jwk.getKeyID())) {
                throw new UnreadableKeyException(row);
            }
            SignatureKey key = new SignatureKey(row, algorithm, jwk, KeyUsers.ofPlatform(jwk, algorithm));
            return provider.flatMap(other -> KeyUsers.find(jwk, algorithm, other))
                    .map(users -> new SignatureKey(row, algorithm, jwk, users))
                    .filter(key::understands)
                    .orElse(key);
        } catch (ParseException | JOSEException | GeneralSecurityException | ClassCastException e) {
            throw new UnreadableKeyException(row);
        }
    }

    /** Whether each accepts what the other has signed: a provider may know an algorithm by name only. */
    private boolean understands(SignatureKey other) {
        byte[] probe = kid.getBytes(StandardCharsets.UTF_8);
        try {
            return verify(probe, other.sign(probe)) && other.verify(probe, sign(probe));
        } catch (IllegalStateException | ProviderException e) {
            return false;
        }
    }

    public String kid() {
        return kid;
    }

    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The signature over the ASCII bytes of a JWS signing input (RFC 7515 §5.1). */
    public byte[] sign(byte[] signingInput) {
        try {
            return signer.sign(header, signingInput).decode();
        } catch (JOSEException e) {
            throw new IllegalStateException("the key " + kid + " failed to sign", e);
        }
    }

    /** Whether this key made the signature; never throws because of what was presented. */
    public boolean verify(byte[] signingInput, byte[] signature) {
        try {
            return verifier.verify(header, signingInput, Base64URL.encode(signature));
        } catch (JOSEException e) {
            throw new IllegalStateException("the key " + kid + " failed to verify", e);
        }
    }

    JWK publicJwk() {
        return publicJwk;
    }

    @Override
    public String toString() {
        return kid;
    }
}
