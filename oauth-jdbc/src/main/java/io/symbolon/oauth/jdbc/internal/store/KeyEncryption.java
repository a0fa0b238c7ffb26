// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.symbolon.oauth.api.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts keys with keys of the application: AES-256-GCM, a random nonce before the ciphertext. Each row names the key that
 * encrypted it, so that one can be replaced while rows of the former are left.
 */
public final class KeyEncryption {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String keyInUse;
    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /**
     * Encrypts with the first key; decrypts with each.
     *
     * @param keys 32 bytes in base64, by their identifiers; one or more
     */
    public KeyEncryption(Map<String, Secret> keys) {
        this.keyInUse = keys.keySet().iterator().next();
        keys.forEach((id, key) ->
                this.keys.put(id, new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), "AES")));
    }

    String keyInUse() {
        return keyInUse;
    }

    byte[] encrypted(Secret plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keyNamed(keyInUse), nonce, context);
            byte[] encrypted = cipher.doFinal(plain.reveal().getBytes(UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key could not be encrypted", e);
        }
    }

    Secret decrypted(String keyId, byte[] encrypted, String context) {
        try {
            byte[] nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, keyNamed(keyId), nonce, context);
            return Secret.of(new String(cipher.doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES), UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "a signing key cannot be decrypted: the encryption key '" + keyId
                            + "' is not the one that encrypted it, or its row was changed",
                    e);
        }
    }

    private SecretKey keyNamed(String id) {
        return Optional.ofNullable(keys.get(id))
                .orElseThrow(() -> new IllegalArgumentException("a signing key was encrypted with the key '" + id
                        + "', which is not among the encryption keys: add it with encryptionKey(\"" + id
                        + "\", ...) behind the one in use"));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(UTF_8));
        return cipher;
    }
}
