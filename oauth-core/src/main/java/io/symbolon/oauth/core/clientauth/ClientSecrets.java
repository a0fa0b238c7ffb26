// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.clientauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.client.SecretHashScheme;
import io.symbolon.oauth.core.internal.token.Digests;
import io.symbolon.oauth.core.internal.token.TokenGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares presented client secrets with what is kept of them. That a slow hash matched is remembered under a key of this
 * process, so that the client pays for it once.
 */
@Singleton
final class ClientSecrets {

    private static final String HMAC = "HmacSHA256";

    private final Map<String, SecretHashScheme> schemes;
    private final Digests digests;
    private final SecretKeySpec processKey;
    private final Cache<Digest, Boolean> matched =
            Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

    @Inject
    ClientSecrets(Set<SecretHashScheme> schemes, Digests digests, TokenGenerator generator) {
        this.digests = digests;
        this.schemes = schemes.stream().collect(Collectors.toMap(SecretHashScheme::scheme, Function.identity()));
        this.processKey = new SecretKeySpec(Digest.of(generator.newSecret()).toBytes(), HMAC);
    }

    /** Whether the client has this secret; the time it takes does not depend on how much of it is right. */
    boolean isSecretOf(Client client, Secret presented) {
        Digest digest = digests.of(presented);
        boolean found = false;
        for (HashedSecret kept : client.secrets()) {
            found |= kept.scheme().equals(HashedSecret.SHA_256)
                    ? digest.matches(Digest.parse(kept.encoded()))
                    : isSlowHash(kept, presented);
        }
        return found;
    }

    private boolean isSlowHash(HashedSecret kept, Secret presented) {
        SecretHashScheme scheme = schemes.get(kept.scheme());
        if (scheme == null) {
            throw new IllegalStateException(
                    "no SecretHashScheme is installed for '" + kept.scheme() + "', which a client's secret needs");
        }
        Digest remembered = underProcessKey(kept.encoded() + "\n" + presented.reveal());
        if (matched.getIfPresent(remembered) != null) {
            return true;
        }
        boolean matches = scheme.isHashOf(presented, kept.encoded());
        if (matches) {
            matched.put(remembered, Boolean.TRUE);
        }
        return matches;
    }

    private Digest underProcessKey(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(processKey);
            return Digest.fromBytes(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
