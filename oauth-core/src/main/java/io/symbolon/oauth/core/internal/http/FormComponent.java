// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.http;

import io.symbolon.oauth.api.OAuthException;

/** One form-encoded name or value. */
public final class FormComponent {

    private FormComponent() {}

    /**
     * Decodes strictly.
     *
     * @throws IllegalArgumentException if the text is not form-encoded UTF-8
     */
    public static String decode(String encoded) {
        if (isPlain(encoded)) {
            return encoded;
        }
        try {
            return Form.decoded(encoded);
        } catch (OAuthException e) {
            throw new IllegalArgumentException(e.description(), e);
        }
    }

    private static boolean isPlain(String encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '%' || c == '+') {
                return false;
            }
        }
        return true;
    }
}
