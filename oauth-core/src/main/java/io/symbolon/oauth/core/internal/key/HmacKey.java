// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.SigningKey;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A secret key that never leaves the server; it makes an HMAC with SHA-256. Safe for use by many threads. */
public final class HmacKey {

    static final String ALGORITHM = "HS256";
    private static final String JCA_ALGORITHM = "HmacSHA256";

    private final String kid;
    private final int hint;
    private final SecretKey key;
    private final IdleEngines<Mac> idle = new IdleEngines<>();

    private HmacKey(String kid, SecretKey key) {
        this.kid = kid;
        this.hint = (int) (Digest.of(Secret.of(kid)).a() >>> Integer.SIZE);
        this.key = key;
    }

    static HmacKey of(SigningKey row) {
        try {
            OctetSequenceKey jwk = OctetSequenceKey.parse(row.jwk().reveal());
            return new HmacKey(row.kid(), jwk.toSecretKey(JCA_ALGORITHM));
        } catch (ParseException e) {
            throw new UnreadableKeyException(row);
        }
    }

    public String kid() {
        return kid;
    }

    /** Four bytes of a digest of the identifier: enough to find the key again, which then has to fit. */
    public int hint() {
        return hint;
    }

    /** The 32 bytes of the HMAC over the parts, one after the other; at most one of them may vary in length. */
    public byte[] mac(byte[]... parts) {
        @Nullable Mac waiting = idle.take();
        Mac mac = waiting == null ? newMac() : waiting;
        for (byte[] part : parts) {
            mac.update(part);
        }
        byte[] result = mac.doFinal();
        idle.giveBack(mac);
        return result;
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(JCA_ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + JCA_ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return kid;
    }
}
