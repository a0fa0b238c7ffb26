// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The bytes of a form post from a client that authenticates with its secret. */
public final class FormPost {

    private FormPost() {}

    /** The whole request over a connection that is kept alive. */
    public static byte[] bytes(String path, String clientId, String secret, String form) {
        String basic =
                Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.US_ASCII));
        String request = "POST " + path + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Authorization: Basic " + basic + "\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + form.length() + "\r\n"
                + "\r\n"
                + form;
        return request.getBytes(StandardCharsets.US_ASCII);
    }
}
