// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import io.symbolon.oauth.testkit.RawResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a token response says. */
final class Answers {

    private Answers() {}

    static String accessToken(RawResponse response) {
        return member(response.text(), "access_token");
    }

    static String refreshToken(RawResponse response) {
        return member(response.text(), "refresh_token");
    }

    /** {@code 200}, or the status and the error code. */
    static String inShort(RawResponse response) {
        return response.status() == 200 ? "200" : response.status() + " " + member(response.text(), "error");
    }

    static boolean isInvalidGrant(RawResponse response) {
        return inShort(response).equals("400 invalid_grant");
    }

    private static String member(String text, String name) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(text);
        return member.find() ? member.group(1) : "";
    }
}
