// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import io.symbolon.oauth.api.token.SigningKey;
import java.security.GeneralSecurityException;
import java.text.ParseException;

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

    private SignatureKey(
            SigningKey row, SignatureAlgorithm algorithm, JWK jwk, JWSSigner signer, JWSVerifier verifier) {
        this.kid = row.kid();
        this.algorithm = algorithm;
        this.header = new JWSHeader(new JWSAlgorithm(algorithm.joseName()));
        this.signer = signer;
        this.verifier = verifier;
        this.publicJwk = jwk.toPublicJWK();
    }

    static SignatureKey of(SigningKey row, SignatureAlgorithm algorithm) {
        try {
            JWK jwk = JWK.parse(row.jwk().reveal());
            if (!row.kid().equals(jwk.getKeyID())) {
                throw new UnreadableKeyException(row);
            }
            return switch (algorithm) {
                case RS256, PS256 ->
                    new SignatureKey(
                            row, algorithm, jwk, new RSASSASigner(jwk.toRSAKey()), new RSASSAVerifier(jwk.toRSAKey()));
                case ES256 ->
                    new SignatureKey(
                            row, algorithm, jwk, new ECDSASigner(jwk.toECKey()), new ECDSAVerifier(jwk.toECKey()));
                case EDDSA -> {
                    Ed25519 ed25519 = new Ed25519(jwk.toOctetKeyPair());
                    yield new SignatureKey(row, algorithm, jwk, ed25519, ed25519);
                }
            };
        } catch (ParseException | JOSEException | GeneralSecurityException | ClassCastException e) {
            throw new UnreadableKeyException(row);
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
