// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.exchange.ExchangePermission;
import io.symbolon.oauth.api.exchange.ExchangedToken;
import io.symbolon.oauth.api.exchange.TokenExchange;
import io.symbolon.oauth.core.grant.exchange.ExchangeRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("exchange rules in a configuration")
final class ExchangeRuleSectionTest {

    private static final ConfigurationReader READER = ConfigurationReader.of(name -> Optional.empty(), path -> "");

    private static Configuration read(String members) {
        return READER.read("{\"issuer\": \"https://as.example\", \"scopes\": {\"a\": \"A\", \"b\": \"B\"},"
                + " \"trusted_issuers\": [{\"issuer\": \"i\", \"jwks_uri\": \"https://i.example\", \"subject_prefix\":"
                + " \"\"}], \"exchange_rules\": [{" + members + "}]}");
    }

    private static Optional<ExchangePermission> decide(String members, String client, ExchangedToken subject) {
        Client asking = Client.confidential(client, Secret.of("a-secret-with-more-than-32-characters"))
                .build();
        return ExchangeRules.of(read(members).exchangeRules())
                .decide(new TokenExchange(asking, subject, Optional.empty(), Optional.empty(), Set.of()));
    }

    private static ExchangedToken issuedTo(String client) {
        return token(Optional.empty(), Optional.of(new ClientId(client)));
    }

    private static ExchangedToken token(Optional<String> issuer, Optional<ClientId> client) {
        return new ExchangedToken(
                ExchangedToken.Kind.ACCESS_TOKEN,
                issuer,
                Subject.ofAccount("alice"),
                client,
                Scopes.of(new Scope("a"), new Scope("b")),
                Set.of(),
                List.of(),
                Claims.none(),
                Instant.MAX);
    }

    @Test
    void allowWhatIsWrittenAndNothingElse() {
        String rule = "\"client_id\": \"c\", \"issued_to\": [\"web\"], \"issuers\": [\"i\"], \"impersonation\": true,"
                + " \"scope\": \"a\"";

        assertThat(decide(rule, "c", issuedTo("web"))).contains(ExchangePermission.of(Scopes.of(new Scope("a"))));
        assertThat(decide(rule, "c", token(Optional.of("i"), Optional.empty()))).isPresent();
        assertThat(decide(rule, "c", issuedTo("other"))).isEmpty();
        assertThat(decide(rule, "c", token(Optional.of("j"), Optional.empty()))).isEmpty();
        assertThat(decide(rule, "d", issuedTo("web"))).isEmpty();
    }

    @Test
    void demandAnActorUnlessTheySayOtherwise() {
        String rule = "\"client_id\": \"c\", \"issued_to\": [\"web\"], \"actors\": [\"c\"], \"scope\": \"a\"";

        assertThat(decide(rule, "c", issuedTo("web"))).isEmpty();
    }

    @Test
    void mayLetTokensOutliveRevocation() {
        String rule = "\"client_id\": \"c\", \"issued_to\": [\"web\"], \"impersonation\": true, \"scope\": \"a\","
                + " \"outlives_revocation\": true";

        assertThat(decide(rule, "c", issuedTo("web")).orElseThrow().endsWithItsTokens())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"issued_to\": [\"w\"], \"impersonation\": true, \"scope\": \"a\" | client_id is missing",
                "\"client_id\": \"c\", \"impersonation\": true, \"scope\": \"a\" | names no subject token",
                "\"client_id\": \"c\", \"issued_to\": [\"w\"], \"scope\": \"a\" | lets nobody act",
                "\"client_id\": \"c\", \"issued_to\": [\"w\"], \"impersonation\": true | scope is missing",
                "\"client_id\": \"c\", \"issued_to\": [\"w\"], \"impersonation\": true, \"scope\": \"x\" | the scope"
                        + " 'x' is not declared",
                "\"client_id\": \"c\", \"issuers\": [\"x\"], \"impersonation\": true, \"scope\": \"a\" | none of"
                        + " trusted_issuers",
                "\"client_id\": \"c\", \"actor\": [] | did you mean"
            })
    void areRefusedWithWhatToWriteInstead(String members, String message) {
        assertThatThrownBy(() -> read(members))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }
}
