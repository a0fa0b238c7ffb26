// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody else's public key, registered for verifying their signatures. For which algorithms it is good is a fact about the
 * key; nothing that a signed text says changes it. Safe for use by many threads.
 */
public final class VerificationKey {

    private static final int SMALLEST_RSA = 2048; // RFC 7518 §3.3
    private static final int LARGEST_RSA = 8192; // anything more only costs time
    private static final int MOST_KEYS = 32;

    private final Optional<String> kid;
    private final Set<SignatureAlgorithm> algorithms;
    private final JWSVerifier verifier;

    private VerificationKey(JWK jwk, Set<SignatureAlgorithm> algorithms, JWSVerifier verifier) {
        this.kid = Optional.ofNullable(jwk.getKeyID());
        this.algorithms = algorithms;
        this.verifier = verifier;
    }

    /**
     * The keys of a JWK Set (RFC 7517 §5) that verify signatures: those that are malformed, secret, too weak, or for something
     * else are left out. At most 32.
     */
    public static List<VerificationKey> in(Map<String, Object> set) {
        List<VerificationKey> keys = new ArrayList<>();
        if (set.get("keys") instanceof List<?> members) {
            members.stream().limit(MOST_KEYS).forEach(member -> find(member).ifPresent(keys::add));
        }
        return List.copyOf(keys);
    }

    /** Whether it may have made a signature with this algorithm, under this name if one is stated. */
    public boolean isFor(SignatureAlgorithm algorithm, Optional<String> statedKid) {
        return algorithms.contains(algorithm) && (statedKid.isEmpty() || statedKid.equals(kid));
    }

    /** Whether it made the signature; never throws because of what was presented. */
    public boolean verify(SignatureAlgorithm algorithm, byte[] signingInput, byte[] signature) {
        try {
            JWSHeader header = new JWSHeader(new JWSAlgorithm(algorithm.joseName()));
            return algorithms.contains(algorithm) && verifier.verify(header, signingInput, Base64URL.encode(signature));
        } catch (JOSEException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // JSON has no other names
    private static Optional<VerificationKey> find(Object member) {
        if (!(member instanceof Map<?, ?> jwk)) {
            return Optional.empty();
        }
        try {
            JWK parsed = JWK.parse((Map<String, Object>) jwk);
            boolean signs = parsed.getKeyUse() == null || parsed.getKeyUse().equals(KeyUse.SIGNATURE);
            return signs && !parsed.isPrivate() ? find(parsed) : Optional.empty();
        } catch (ParseException
                | JOSEException
                | GeneralSecurityException
                | IllegalArgumentException
                | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static Optional<VerificationKey> find(JWK jwk) throws JOSEException, GeneralSecurityException {
        if (jwk instanceof RSAKey rsa && rsa.size() >= SMALLEST_RSA && rsa.size() <= LARGEST_RSA) {
            return of(jwk, new RSASSAVerifier(rsa), SignatureAlgorithm.RS256, SignatureAlgorithm.PS256);
        }
        if (jwk instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)) {
            return of(jwk, new ECDSAVerifier(ec), SignatureAlgorithm.ES256);
        }
        if (jwk instanceof OctetKeyPair okp && okp.getCurve().equals(Curve.Ed25519)) {
            return of(jwk, new Ed25519(okp, Optional.empty()), SignatureAlgorithm.EDDSA);
        }
        return Optional.empty();
    }

    /** RFC 7517 §4.4: a key that names its algorithm is for no other. */
    private static Optional<VerificationKey> of(JWK jwk, JWSVerifier verifier, SignatureAlgorithm... able) {
        Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        for (SignatureAlgorithm algorithm : able) {
            if (jwk.getAlgorithm() == null || jwk.getAlgorithm().getName().equals(algorithm.joseName())) {
                algorithms.add(algorithm);
            }
        }
        return algorithms.isEmpty() ? Optional.empty() : Optional.of(new VerificationKey(jwk, algorithms, verifier));
    }

    @Override
    public String toString() {
        return kid.orElse("?");
    }
}
