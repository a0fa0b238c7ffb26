// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.testkit.CodeFlow;
import java.util.function.UnaryOperator;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Foreign resource servers verify our self-contained access tokens with the keys that we publish (RFC 9068, RFC 7517). */
class ResourceServerTest {

    @Nested
    @DisplayName("Spring Security's resource server, RFC 9068 §4")
    class Spring {

        @ParameterizedTest
        @EnumSource(names = {"RS256", "PS256", "ES256"})
        void acceptsOurTokensAndRefusesATamperedOne(SignatureAlgorithm algorithm) {
            try (PhotoApplication application = givenApplicationSigningWith(algorithm.getName())) {
                String token = albumToken(application);
                JwtDecoder decoder = decoder(application, algorithm, PhotoApplication.ALBUMS.value());

                Jwt jwt = decoder.decode(token);

                assertThat(jwt.getSubject()).isEqualTo("alice");
                assertThat(jwt.getClaimAsString("client_id")).isEqualTo(PhotoApplication.WEB);
                assertThat(jwt.getClaimAsString("scope")).isEqualTo("albums.read");
                assertThat(jwt.getHeaders()).containsEntry("alg", algorithm.getName());
                assertThatThrownBy(() -> decoder.decode(tampered(token))).isInstanceOf(BadJwtException.class);
            }
        }

        @Test
        @Tag("security-case-68")
        @Tag("CVE-2026-22748")
        @DisplayName("RFC 9068 §4: issuer and audience are there to be checked")
        void refusesOurTokensForAnotherResourceOrFromAnotherIssuer() {
            try (PhotoApplication application = givenApplicationSigningWith("ES256")) {
                String token = albumToken(application);
                JwtDecoder otherAudience = decoder(application, SignatureAlgorithm.ES256, "https://other.example.com");
                JwtDecoder otherIssuer = decoder(
                        application,
                        SignatureAlgorithm.ES256,
                        JwtValidators.createAtJwtValidator()
                                .issuer("https://other.example.com")
                                .audience(PhotoApplication.ALBUMS.value())
                                .clientId(PhotoApplication.WEB)
                                .build());

                assertThatThrownBy(() -> otherAudience.decode(token)).isInstanceOf(JwtValidationException.class);
                assertThatThrownBy(() -> otherIssuer.decode(token)).isInstanceOf(JwtValidationException.class);
            }
        }
    }

    @Nested
    @DisplayName("jose4j, RFC 8037 §3.1")
    class Jose4j {

        @Test
        void acceptsOurEd25519TokensAndRefusesATamperedOne() throws Exception {
            try (PhotoApplication application = givenApplicationSigningWith("EdDSA")) {
                String token = albumToken(application);
                JwtConsumer consumer = new JwtConsumerBuilder()
                        .setExpectedType(true, "at+jwt")
                        .setExpectedIssuer(application.issuer())
                        .setExpectedAudience(PhotoApplication.ALBUMS.value())
                        .setRequireExpirationTime()
                        .setJwsAlgorithmConstraints(
                                AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA)
                        .setVerificationKeyResolver(
                                new HttpsJwksVerificationKeyResolver(new HttpsJwks(application.issuer() + "/jwks")))
                        .build();

                JwtClaims claims = consumer.processToClaims(token);

                assertThat(claims.getSubject()).isEqualTo("alice");
                assertThat(claims.getStringClaimValue("scope")).isEqualTo("albums.read");
                assertThatThrownBy(() -> consumer.processToClaims(tampered(token)))
                        .isInstanceOf(InvalidJwtException.class);
            }
        }
    }

    private static PhotoApplication givenApplicationSigningWith(String algorithm) {
        return PhotoApplication.start(settings -> settings.signingAlgorithms(algorithm), UnaryOperator.identity());
    }

    private static String albumToken(PhotoApplication application) {
        CodeFlow flow = application.codeFlow(PhotoApplication.WEB).askingFor(Scopes.of(new Scope("albums.read")));
        return flow.tokensFor("alice").accessToken();
    }

    private static JwtDecoder decoder(PhotoApplication application, SignatureAlgorithm algorithm, String audience) {
        return decoder(
                application,
                algorithm,
                JwtValidators.createAtJwtValidator()
                        .issuer(application.issuer())
                        .audience(audience)
                        .clientId(PhotoApplication.WEB)
                        .build());
    }

    private static JwtDecoder decoder(
            PhotoApplication application, SignatureAlgorithm algorithm, OAuth2TokenValidator<Jwt> validator) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(application.issuer() + "/jwks")
                .validateType(false) // the validator looks for at+jwt
                .jwsAlgorithm(algorithm)
                .build();
        decoder.setJwtValidator(validator);
        return decoder;
    }

    /** The same token with one character of the claims changed, so that the signature does not fit. */
    private static String tampered(String token) {
        int middle = token.indexOf('.') + 12;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }
}
