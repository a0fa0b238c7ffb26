// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A provider of ECDSA that has the platform do the work, counts it, and may change the signatures that it makes. */
final class OtherSignatures extends Provider {

    private static final long serialVersionUID = 1L;

    private final transient UnaryOperator<byte[]> change;
    private final AtomicInteger uses = new AtomicInteger();

    OtherSignatures(UnaryOperator<byte[]> change) {
        super("Other", "1", "for tests");
        this.change = change;
        putService(new Service(this, "KeyFactory", "EC", Keys.class.getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) {
                return new Keys();
            }
        });
        for (String name : List.of("SHA256withECDSA", "SHA256withECDSAinP1363Format")) {
            putService(new Service(this, "Signature", name, Delegating.class.getName(), List.of(), Map.of()) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    return new Delegating(Signature.getInstance(name));
                }
            });
        }
    }

    int uses() {
        return uses.get();
    }

    private static final class Keys extends KeyFactorySpi {

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            throw new InvalidKeySpecException();
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            throw new InvalidKeySpecException();
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> spec) throws InvalidKeySpecException {
            throw new InvalidKeySpecException();
        }

        @Override
        protected Key engineTranslateKey(Key key) {
            return key;
        }
    }

    private final class Delegating extends SignatureSpi {

        private final Signature platform;

        Delegating(Signature platform) {
            this.platform = platform;
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            platform.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            platform.initSign(key);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            platform.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            platform.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            uses.incrementAndGet();
            return change.apply(platform.sign());
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            uses.incrementAndGet();
            return platform.verify(signature);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
