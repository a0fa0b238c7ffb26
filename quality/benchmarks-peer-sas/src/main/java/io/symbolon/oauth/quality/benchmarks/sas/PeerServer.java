// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.sas;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Spring Authorization Server with rotated refresh tokens and one client, whose access tokens are opaque or JWTs. Who comes to its
 * login page is alice, so that a browser is logged in after its first visit.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AlwaysAlice.class)
public class PeerServer {

    private static final String OPAQUE = "opaque";
    private static final int RSA_BITS = 2048;

    /**
     * Serves until its standard input ends. The arguments are the algorithm of signatures, or {@code opaque}; the client and its
     * secret; then, unless all is kept in memory, JDBC URL, user and password.
     */
    public static void main(String[] arguments) throws IOException {
        SpringApplication application = new SpringApplication(PeerServer.class);
        application.setDefaultProperties(properties(arguments));
        try (ConfigurableApplicationContext context = application.run()) {
            System.out.println("listening " + context.getEnvironment().getProperty("local.server.port"));
            while (System.in.read() >= 0) {
                // whatever is said is ignored
            }
        }
    }

    private static Map<String, Object> properties(String... arguments) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.address", "127.0.0.1",
                "server.port", "0",
                "server.tomcat.max-keep-alive-requests", "-1",
                "server.tomcat.connection-timeout", "5m",
                "spring.main.banner-mode", "off",
                "spring.threads.virtual.enabled", "virtual".equals(System.getProperty("benchmarks.threads")),
                "logging.level.root", "error"));
        List<String> names = List.of("tokens", "client", "secret", "url", "user", "password");
        for (int i = 0; i < arguments.length; i++) {
            properties.put("peer." + names.get(i), arguments[i]);
        }
        return properties;
    }

    @Bean
    PasswordEncoder secrets() {
        return new Sha256Secrets();
    }

    @Bean
    Stores stores(
            PasswordEncoder secrets,
            @Value("${peer.tokens}") String tokens,
            @Value("${peer.client}") String name,
            @Value("${peer.secret}") String secret,
            @Value("${peer.url:}") String url,
            @Value("${peer.user:}") String user,
            @Value("${peer.password:}") String password) {
        OAuth2TokenFormat format =
                tokens.equals(OPAQUE) ? OAuth2TokenFormat.REFERENCE : OAuth2TokenFormat.SELF_CONTAINED;
        RegisteredClient client = client(name, Objects.requireNonNull(secrets.encode(secret)), format);
        return url.isEmpty() ? Stores.inMemory(client) : Stores.onDatabase(url, user, password, client);
    }

    private static RegisteredClient client(String name, String secret, OAuth2TokenFormat format) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri("http://127.0.0.1:9/cb")
                .scope("photos.read")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .reuseRefreshTokens(false)
                        .accessTokenTimeToLive(Duration.ofHours(1))
                        .accessTokenFormat(format)
                        .build())
                .build();
    }

    @Bean
    RegisteredClientRepository clients(Stores stores) {
        return stores.clients();
    }

    @Bean
    OAuth2AuthorizationService authorizations(Stores stores) {
        return stores.authorizations();
    }

    @Bean
    OAuth2AuthorizationConsentService consents(Stores stores) {
        return stores.consents();
    }

    @Bean
    AuthorizationServerSettings settings() {
        return AuthorizationServerSettings.builder().issuer("http://localhost").build();
    }

    @Bean
    JWKSource<SecurityContext> keys(@Value("${peer.tokens}") String tokens) throws GeneralSecurityException {
        return new ImmutableJWKSet<>(new JWKSet(tokens.equals("ES256") ? ellipticKey() : rsaKey()));
    }

    private static JWK rsaKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        KeyPair pair = generator.generateKeyPair();
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID("key-1")
                .build();
    }

    private static JWK ellipticKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID("key-1")
                .build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> signatures(@Value("${peer.tokens}") String tokens) {
        SignatureAlgorithm algorithm = tokens.equals("ES256") ? SignatureAlgorithm.ES256 : SignatureAlgorithm.RS256;
        return token -> token.getJwsHeader().algorithm(algorithm);
    }

    @Bean
    @Order(1)
    SecurityFilterChain endpoints(HttpSecurity http) throws Exception {
        return http.securityMatcher("/oauth2/**")
                .oauth2AuthorizationServer(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }
}
