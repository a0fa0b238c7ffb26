// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.ProviderException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * Who signs and verifies with a key.
 *
 * @param signer with the private part
 * @param verifier with the public part
 */
record KeyUsers(JWSSigner signer, JWSVerifier verifier) {

    static KeyUsers ofPlatform(JWK jwk, SignatureAlgorithm algorithm) throws JOSEException, GeneralSecurityException {
        return switch (algorithm) {
            case RS256, PS256 -> new KeyUsers(new RSASSASigner(jwk.toRSAKey()), new RSASSAVerifier(jwk.toRSAKey()));
            case ES256 -> new KeyUsers(new ECDSASigner(jwk.toECKey()), new ECDSAVerifier(jwk.toECKey()));
            case EDDSA -> {
                Ed25519 ed25519 = new Ed25519(jwk.toOctetKeyPair(), Optional.empty());
                yield new KeyUsers(ed25519, ed25519);
            }
        };
    }

    /** Those of another provider; absent if it does not have the algorithm, or does not take the key. */
    static Optional<KeyUsers> find(JWK jwk, SignatureAlgorithm algorithm, Provider provider) {
        try {
            KeyUsers users = of(jwk, algorithm, provider);
            users.signer.getJCAContext().setProvider(provider);
            users.verifier.getJCAContext().setProvider(provider);
            return Optional.of(users);
        } catch (JOSEException | GeneralSecurityException | ProviderException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** The keys become the provider's own first: it would translate them anew for each signature. */
    private static KeyUsers of(JWK jwk, SignatureAlgorithm algorithm, Provider provider)
            throws JOSEException, GeneralSecurityException {
        return switch (algorithm) {
            case RS256, PS256 -> {
                KeyFactory keys = KeyFactory.getInstance("RSA", provider);
                Key privateKey = keys.translateKey(jwk.toRSAKey().toRSAPrivateKey());
                Key publicKey = keys.translateKey(jwk.toRSAKey().toRSAPublicKey());
                yield new KeyUsers(
                        new RSASSASigner((RSAPrivateKey) privateKey), new RSASSAVerifier((RSAPublicKey) publicKey));
            }
            case ES256 -> {
                KeyFactory keys = KeyFactory.getInstance("EC", provider);
                Key privateKey = keys.translateKey(jwk.toECKey().toECPrivateKey());
                Key publicKey = keys.translateKey(jwk.toECKey().toECPublicKey());
                yield new KeyUsers(
                        new ECDSASigner((ECPrivateKey) privateKey), new ECDSAVerifier((ECPublicKey) publicKey));
            }
            case EDDSA -> {
                Ed25519 ed25519 = new Ed25519(jwk.toOctetKeyPair(), Optional.of(provider));
                yield new KeyUsers(ed25519, ed25519);
            }
        };
    }
}
