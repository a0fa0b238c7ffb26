// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.parts;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import io.symbolon.oauth.api.token.MintedAccessToken;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.internal.token.JwtAccessTokenFormat;
import io.symbolon.oauth.core.internal.token.TokenGenerator;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Minting and verifying JWT access tokens, for each algorithm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignedTokens {

    @Param({"RS256", "PS256", "ES256", "EdDSA"})
    String algorithm = "";

    private final TokenGenerator generator = new TokenGenerator();
    private Optional<Signing> signing = Optional.empty();

    /** A server with keys for the algorithm, and a token that it signed. */
    private record Signing(OAuthServer server, JwtAccessTokenFormat format, Secret token) {}

    @Setup
    public void sign() {
        OAuthServer server = OAuthServer.builder(Settings.forIssuer(Registered.ISSUER)
                        .loginPage("/login")
                        .signingAlgorithms(algorithm)
                        .build())
                .build();
        JwtAccessTokenFormat format = server.part(JwtAccessTokenFormat.class);
        signing = Optional.of(new Signing(server, format, format.mint(draft()).value()));
    }

    @TearDown
    public void close() {
        signing.orElseThrow().server().close();
    }

    @Benchmark
    public MintedAccessToken mint() {
        return signing.orElseThrow().format().mint(draft());
    }

    @Benchmark
    public AccessToken verify() {
        Signing signed = signing.orElseThrow();
        return signed.format().verify(signed.token(), Instant.now()).orElseThrow();
    }

    private AccessTokenDraft draft() {
        Instant now = Instant.now();
        return new AccessTokenDraft(
                generator.newToken(0),
                new ClientId(Registered.JWT_CLIENT),
                Subject.ofClient(new ClientId(Registered.JWT_CLIENT)),
                Registered.SCOPES,
                Set.of(Registered.RESOURCE),
                List.of(),
                GrantType.CLIENT_CREDENTIALS,
                Optional.empty(),
                Claims.none(),
                now,
                now.plus(Duration.ofMinutes(10)),
                now.plus(Duration.ofMinutes(11)));
    }
}
