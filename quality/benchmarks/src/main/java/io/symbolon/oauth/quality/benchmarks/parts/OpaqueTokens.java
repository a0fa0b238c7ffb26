// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.parts;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.internal.token.Issuance;
import io.symbolon.oauth.core.internal.token.Issued;
import io.symbolon.oauth.core.internal.token.TokenIssuer;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Carrying a decision out: narrowing, minting an opaque token and committing its row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OpaqueTokens {

    private final Passing time = new Passing();
    private final OAuthServer server = Registered.server(Passing.ROOM);
    private final TokenIssuer issuer = server.part(TokenIssuer.class);
    private final AuthenticatedClient client = AuthenticatedClient.provenBy(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            server.clients().find(new ClientId(Registered.OPAQUE_CLIENT)).orElseThrow());
    private final GrantDecision.Issue decision = GrantDecision.Issue.to(
                    Subject.ofClient(client.clientId()), Registered.SCOPES)
            .only(Artifact.ACCESS_TOKEN);
    private final Parameters noParameters = Parameters.read(List.of(), name -> List.of());

    @TearDown
    public void close() {
        server.close();
    }

    @Benchmark
    public Optional<Issued> mintAndCommit() {
        TokenRequest request = new TokenRequest(
                client,
                GrantType.CLIENT_CREDENTIALS,
                noParameters,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                time.next());
        return issuer.issue(new Issuance.ToClient(request, decision));
    }
}
