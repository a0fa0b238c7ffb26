// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Secret;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The cookie that tells one browser from another: a random secret, for as long as the browser runs. On https it has the
 * prefix {@code __Host-}, so that no other host and no unencrypted page can plant one.
 */
final class BrowserCookie {

    private final String name;
    private final boolean secure;

    @Inject
    BrowserCookie(Issuer issuer) {
        this.secure = issuer.isSecure();
        this.name = secure ? "__Host-symbolon" : "symbolon";
    }

    /** The browser's secret, if it is one of ours in form. */
    Optional<Secret> find(Request request) {
        return request.cookie(name).filter(value -> value.length() == 43);
    }

    /** Whether the request comes from the browser with this digest. */
    boolean isFrom(Digest browser, Request request) {
        return find(request).filter(value -> Digest.of(value).matches(browser)).isPresent();
    }

    /** The header that plants the secret. */
    String planting(Secret value) {
        return name + "=" + value.reveal() + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
