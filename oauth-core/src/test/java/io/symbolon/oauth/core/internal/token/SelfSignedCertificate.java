// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;

/** The smallest X.509 certificate (RFC 5280 §4.1) that a parser takes, which the Java platform has no API to make. */
final class SelfSignedCertificate {

    private static final int SEQUENCE = 0x30;
    private static final int BIT_STRING = 0x03;
    private static final byte[] SHA256_WITH_RSA =
            Base64.getDecoder().decode("MA0GCSqGSIb3DQEBCwUA"); // SEQUENCE { 1.2.840.113549.1.1.11, NULL }

    private SelfSignedCertificate() {}

    /** In DER, for an RSA key. */
    static byte[] of(KeyPair rsa) throws GeneralSecurityException {
        byte[] commonName = tlv(SEQUENCE, new byte[] {0x06, 3, 0x55, 4, 3}, tlv(0x0C, "attacker".getBytes(US_ASCII)));
        byte[] name = tlv(SEQUENCE, tlv(0x31, commonName));
        byte[] validity = tlv(SEQUENCE, utcTime("200101000000Z"), utcTime("491231235959Z"));
        byte[] serial = {0x02, 1, 1};
        byte[] version3 = {(byte) 0xA0, 3, 0x02, 1, 2};
        byte[] content = tlv(
                SEQUENCE,
                version3,
                serial,
                SHA256_WITH_RSA,
                name,
                validity,
                name,
                rsa.getPublic().getEncoded());
        byte[] signature = Jca.sign("RS256", rsa.getPrivate(), content);
        return tlv(SEQUENCE, content, SHA256_WITH_RSA, tlv(BIT_STRING, new byte[] {0}, signature));
    }

    private static byte[] utcTime(String text) {
        return tlv(0x17, text.getBytes(US_ASCII));
    }

    private static byte[] tlv(int tag, byte[]... parts) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            value.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (value.size() < 0x80) {
            all.write(value.size());
        } else {
            all.write(0x82);
            all.write(value.size() >> 8);
            all.write(value.size());
        }
        all.writeBytes(value.toByteArray());
        return all.toByteArray();
    }
}
