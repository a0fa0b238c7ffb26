// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.http;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The frame of the server's own pages: plain HTML, no script, and a content security policy to match. */
public final class Html {

    private static final String STYLE =
            "body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;"
                    + "color:#1d2733;background:#f6f7f9}main{background:#fff;border:1px solid #d9dee5;border-radius:.5rem;"
                    + "padding:1.5rem 2rem}h1{font-size:1.35rem;margin-top:0}li{margin:.35rem 0}code{word-break:break-all}"
                    + "button{font:inherit;padding:.5rem 1.4rem;border-radius:.35rem;border:1px solid #1a5fb4;cursor:pointer;"
                    + "background:#fff;color:#1a5fb4;margin-right:.75rem}button.primary{background:#1a5fb4;color:#fff}"
                    + "small{color:#5a6675}";
    private static final String STYLE_HASH = "'sha256-"
            + Base64.getEncoder()
                    .encodeToString(
                            Digest.of(STYLE.getBytes(StandardCharsets.UTF_8)).toBytes()) + "'";

    private Html() {}

    /** A whole page; title and content are HTML already. */
    public static Response page(int status, String title, String content, String formAction) {
        String page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title>"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><style>" + STYLE
                + "</style></head><body><main>" + content + "</main></body></html>\n";
        return Response.status(status)
                .html(page)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src " + STYLE_HASH + "; form-action " + formAction
                                + "; frame-ancestors 'none'; base-uri 'none'")
                .header("X-Frame-Options", "DENY")
                .build();
    }

    /** The text with every character that means something in HTML replaced, in content and in quoted attributes. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
