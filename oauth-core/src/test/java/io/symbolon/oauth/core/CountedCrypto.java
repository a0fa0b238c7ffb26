// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.MacSpi;

/**
 * Stands in front of all other security providers, has them do the work, and counts what one thread asks for. What a
 * signature digests for itself is part of the signature.
 */
final class CountedCrypto extends Provider implements AutoCloseable {

    /** What is counted. */
    enum Work {
        DIGEST,
        MAC,
        SIGNATURE,
        VERIFICATION,
        RANDOM_BYTE
    }

    private static final long serialVersionUID = 1L;

    private final transient Thread counted = Thread.currentThread();
    private final transient Map<Work, Integer> counts = new EnumMap<>(Work.class);
    private transient boolean inside;

    private CountedCrypto() {
        super("Counted", "1", "for tests");
        put("MessageDigest", "SHA-256", (real, parameter) -> new Digesting(MessageDigest.getInstance("SHA-256", real)));
        put("Mac", "HmacSHA256", (real, parameter) -> new Authenticating(Mac.getInstance("HmacSHA256", real)));
        put("SecureRandom", "DRBG", (real, parameter) -> new Drawing(drbg(parameter, real)));
        for (String signature : List.of("SHA256withECDSA", "SHA256withECDSAinP1363Format", "SHA256withRSA")) {
            put("Signature", signature, (real, parameter) -> new Signing(Signature.getInstance(signature, real)));
        }
    }

    /** Counts what this thread asks for, until it is closed. */
    static CountedCrypto onThisThread() {
        CountedCrypto crypto = new CountedCrypto();
        Security.insertProviderAt(crypto, 1);
        return crypto;
    }

    /** What was asked for since this was last called. */
    Map<Work, Integer> taken() {
        Map<Work, Integer> taken = new EnumMap<>(Work.class);
        taken.putAll(counts);
        counts.clear();
        return taken;
    }

    @Override
    public void close() {
        Security.removeProvider(getName());
    }

    private void count(Work work, int times) {
        if (Thread.currentThread() == counted && !inside) {
            counts.merge(work, times, Integer::sum);
        }
    }

    /** Makes one of ours around one of theirs. */
    private interface Wrapping {
        Object wrapped(Provider real, Object parameter) throws GeneralSecurityException;
    }

    private void put(String type, String algorithm, Wrapping wrapping) {
        Provider real = Stream.of(Security.getProviders())
                .filter(provider -> provider.getService(type, algorithm) != null)
                .findFirst()
                .orElseThrow();
        putService(new Service(this, type, algorithm, getClass().getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) {
                try {
                    return wrapping.wrapped(real, parameter);
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    private static SecureRandom drbg(Object parameters, Provider real) throws GeneralSecurityException {
        return parameters instanceof SecureRandomParameters given
                ? SecureRandom.getInstance("DRBG", given, real)
                : SecureRandom.getInstance("DRBG", real);
    }

    private final class Digesting extends MessageDigestSpi {

        private final MessageDigest real;

        Digesting(MessageDigest real) {
            this.real = real;
        }

        @Override
        protected int engineGetDigestLength() {
            return real.getDigestLength();
        }

        @Override
        protected void engineUpdate(byte input) {
            real.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            real.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            count(Work.DIGEST, 1);
            return real.digest();
        }

        @Override
        protected void engineReset() {
            real.reset();
        }
    }

    private final class Authenticating extends MacSpi {

        private final Mac real;

        Authenticating(Mac real) {
            this.real = real;
        }

        @Override
        protected int engineGetMacLength() {
            return real.getMacLength();
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters) throws InvalidKeyException {
            real.init(key);
        }

        @Override
        protected void engineUpdate(byte input) {
            real.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            real.update(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            count(Work.MAC, 1);
            return real.doFinal();
        }

        @Override
        protected void engineReset() {
            real.reset();
        }
    }

    private final class Drawing extends SecureRandomSpi {

        private static final long serialVersionUID = 1L;

        private final SecureRandom real;

        Drawing(SecureRandom real) {
            this.real = real;
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            real.setSeed(seed);
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            count(Work.RANDOM_BYTE, bytes.length);
            real.nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int bytes) {
            return real.generateSeed(bytes);
        }
    }

    @SuppressWarnings("deprecation") // what is deprecated is abstract
    private final class Signing extends SignatureSpi {

        private final Signature real;

        Signing(Signature real) {
            this.real = real;
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            real.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            real.initSign(key);
        }

        @Override
        protected void engineUpdate(byte input) throws SignatureException {
            real.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) throws SignatureException {
            real.update(input, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            count(Work.SIGNATURE, 1);
            inside = true;
            try {
                return real.sign();
            } finally {
                inside = false;
            }
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            count(Work.VERIFICATION, 1);
            inside = true;
            try {
                return real.verify(signature);
            } finally {
                inside = false;
            }
        }

        @Override
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
