// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import java.util.Set;

/** Ed25519 (RFC 8037) by JCA, which the JOSE library leaves to another library. */
final class Ed25519 implements JWSSigner, JWSVerifier {

    private static final String NAME = "Ed25519";
    private static final int KEY_LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;

    private final Optional<PrivateKey> privateKey;
    private final PublicKey publicKey;
    private final Optional<Provider> provider;
    private final JCAContext context = new JCAContext();

    Ed25519(OctetKeyPair jwk, Optional<Provider> provider) throws GeneralSecurityException {
        this.provider = provider;
        KeyFactory keys = KeyFactory.getInstance(NAME);
        this.privateKey = jwk.isPrivate()
                ? Optional.of(
                        keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, jwk.getDecodedD())))
                : Optional.empty();
        this.publicKey =
                keys.generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, toPoint(jwk.getDecodedX())));
    }

    static OctetKeyPair toJwk(KeyPair pair, JWSAlgorithm algorithm) throws JOSEException {
        byte[] x = toBytes(((EdECPublicKey) pair.getPublic()).getPoint());
        byte[] d = ((EdECPrivateKey) pair.getPrivate())
                .getBytes()
                .orElseThrow(() -> new JOSEException("the Java platform keeps its Ed25519 keys to itself"));
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
                .d(Base64URL.encode(d))
                .algorithm(algorithm)
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint()
                .build();
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
        try {
            Signature signature = newSignature();
            signature.initSign(privateKey.orElseThrow(() -> new JOSEException("a public key signs nothing")));
            signature.update(signingInput);
            return Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new JOSEException("the JCA provider failed to sign with " + NAME, e);
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL presented) throws JOSEException {
        byte[] bytes = presented.decode();
        if (bytes.length != SIGNATURE_LENGTH) {
            return false; // some implementations overlook zeros at the end
        }
        try {
            Signature signature = newSignature();
            signature.initVerify(publicKey);
            signature.update(signingInput);
            return signature.verify(bytes);
        } catch (SignatureException e) {
            return false; // not even the shape of a signature
        } catch (GeneralSecurityException e) {
            throw new JOSEException("the JCA provider failed to verify with " + NAME, e);
        }
    }

    private Signature newSignature() throws NoSuchAlgorithmException {
        return provider.isPresent() ? Signature.getInstance(NAME, provider.get()) : Signature.getInstance(NAME);
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return Set.of(JWSAlgorithm.EdDSA);
    }

    @Override
    public JCAContext getJCAContext() {
        return context;
    }

    // RFC 8032 §5.1.2: y as 32 bytes, least significant first; the top bit says whether x is odd.
    private static byte[] toBytes(EdECPoint point) {
        byte[] bigEndian = point.getY().toByteArray();
        byte[] bytes = new byte[KEY_LENGTH];
        for (int i = 0; i < Math.min(bigEndian.length, KEY_LENGTH); i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        if (point.isXOdd()) {
            bytes[KEY_LENGTH - 1] |= (byte) 0x80;
        }
        return bytes;
    }

    private static EdECPoint toPoint(byte[] bytes) throws InvalidKeyException {
        if (bytes.length != KEY_LENGTH) {
            throw new InvalidKeyException("an Ed25519 public key has 32 bytes");
        }
        byte[] bigEndian = new byte[KEY_LENGTH];
        for (int i = 0; i < KEY_LENGTH; i++) {
            bigEndian[i] = bytes[KEY_LENGTH - 1 - i];
        }
        boolean xOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7F;
        return new EdECPoint(xOdd, new BigInteger(1, bigEndian));
    }
}
