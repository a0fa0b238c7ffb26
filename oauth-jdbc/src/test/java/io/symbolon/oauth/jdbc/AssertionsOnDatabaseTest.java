// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.clientauth.jwt.JwtClientAuthenticationModule;
import io.symbolon.oauth.core.grant.jwtbearer.JwtBearerGrantModule;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.testkit.AssertionMaker;
import io.symbolon.oauth.testkit.CodeFlow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Assertions on two nodes that share a database. */
@DisplayName("RFC 7523 §3: an assertion works once on all nodes")
final class AssertionsOnDatabaseTest {

    private static final String ISSUER = "https://a.example";
    private static final String PARTNER = "https://partner.example";
    private static final AssertionMaker PARTNER_KEY = AssertionMaker.named(PARTNER);
    private static final AssertionMaker CLIENT_KEY = AssertionMaker.named("backend");

    @ParameterizedTest
    @EnumSource
    @Tag("security-case-5")
    @Tag("threat-rfc7523-6-replayed")
    void isRefusedOnTheOtherNodeAfterwards(TestStorage storage) {
        Database database = storage.fresh();
        try (OAuthServer one = node(storage, database);
                OAuthServer other = node(storage, database)) {
            String assertion = PARTNER_KEY.assertion("alice", ISSUER, Instant.now());
            String proof = CLIENT_KEY.assertion("backend", ISSUER, Instant.now());
            String nextProof = CLIENT_KEY.assertion("backend", ISSUER, Instant.now());

            assertThat(exchange(one, assertion, proof).status()).isEqualTo(200);
            assertThat(exchange(other, assertion, proof).body().asUtf8()).contains("invalid_client");
            assertThat(exchange(other, assertion, nextProof).body().asUtf8()).contains("invalid_grant");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("security-case-4")
    @Tag("security-case-5")
    @Tag("threat-rfc7523-6-replayed")
    void isGrantedToOneOfManyAtOnce(TestStorage storage) {
        Database database = storage.fresh();
        try (OAuthServer one = node(storage, database);
                OAuthServer other = node(storage, database)) {
            String assertion = PARTNER_KEY.assertion("alice", ISSUER, Instant.now());

            List<CompletableFuture<Response>> all = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> exchange(
                                    i % 2 == 0 ? one : other,
                                    assertion,
                                    CLIENT_KEY.assertion("backend", ISSUER, Instant.now())),
                            task -> new Thread(task).start()))
                    .toList();

            assertThat(all.stream().map(CompletableFuture::join).filter(response -> response.status() == 200))
                    .hasSize(1);
        }
    }

    private static Response exchange(OAuthServer node, String assertion, String proof) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GrantType.JWT_BEARER.value());
        form.put("assertion", assertion);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", proof);
        return node.handle(Request.received("POST", "/token", Instant.now())
                .secure(true)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8(CodeFlow.encoded(form)))
                .build());
    }

    private static OAuthServer node(TestStorage storage, Database database) {
        return OAuthServer.builder(ISSUER)
                .withoutStandardGrants()
                .install(new JwtBearerGrantModule(), new JwtClientAuthenticationModule())
                .scope("photos.read", "See your photos")
                .trustedIssuer(TrustedIssuer.named(PARTNER)
                        .jwks(PARTNER_KEY.jwks())
                        .subjects(SubjectMapping.toAccount("partner:"))
                        .scopes("photos.read")
                        .build())
                .client(Client.confidential("backend", ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                        .jwks(CLIENT_KEY.jwks())
                        .grantType(GrantType.JWT_BEARER)
                        .scopes("photos.read")
                        .build())
                .storage(new JdbcStorageModule(
                        storage.settings(database).connections(4).build()))
                .build();
    }
}
