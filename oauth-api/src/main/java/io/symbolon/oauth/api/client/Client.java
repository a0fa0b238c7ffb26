// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.JwksUri;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.RegisteredRedirectUris;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A registered client (RFC 6749 §2, RFC 7591 §2); immutable. */
public final class Client {

    private final ClientId clientId;
    private final String name;
    private final ClientAuthenticationMethod authenticationMethod;
    private final List<HashedSecret> secrets;
    private final Optional<String> jwks;
    private final Optional<JwksUri> jwksUri;
    private final RegisteredRedirectUris redirectUris;
    private final Set<GrantType> grantTypes;
    private final Set<ResponseType> responseTypes;
    private final Scopes scopes;
    private final Set<ResourceUri> serves;
    private final Set<String> invokerUris;
    private final Set<String> corsOrigins;
    private final Optional<String> accessTokenFormat;
    private final boolean consentRequired;
    private final boolean introspectingEveryToken;
    private final boolean active;
    private final Instant tokensValidFrom;

    private Client(Builder builder) {
        this.clientId = builder.clientId;
        this.name = builder.name;
        this.authenticationMethod = builder.authenticationMethod;
        this.secrets = List.copyOf(builder.secrets);
        this.jwks = builder.jwks;
        this.jwksUri = builder.jwksUri;
        this.redirectUris = new RegisteredRedirectUris(builder.redirectUris);
        this.grantTypes = Set.copyOf(builder.grantTypes);
        this.responseTypes = Set.copyOf(builder.responseTypes);
        this.scopes = builder.scopes;
        this.serves = Set.copyOf(builder.serves);
        this.invokerUris = Set.copyOf(builder.invokerUris);
        this.corsOrigins = Set.copyOf(builder.corsOrigins);
        this.accessTokenFormat = builder.accessTokenFormat;
        this.consentRequired = builder.consentRequired;
        this.introspectingEveryToken = builder.introspectingEveryToken;
        this.active = builder.active;
        this.tokensValidFrom = builder.tokensValidFrom;
    }

    /** Starts a client that authenticates with a secret in the {@code Authorization} header. */
    public static Builder confidential(String clientId, Secret secret) {
        return new Builder(new ClientId(clientId), ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .secret(HashedSecret.sha256(secret));
    }

    /** Starts a confidential client that authenticates in another way; give it what the method needs. */
    public static Builder confidential(String clientId, ClientAuthenticationMethod method) {
        if (method.equals(ClientAuthenticationMethod.NONE)) {
            throw new IllegalArgumentException("a confidential client authenticates; 'none' is for public clients");
        }
        return new Builder(new ClientId(clientId), method);
    }

    /** Starts a client that cannot keep a secret: an app on a device or a page in a browser. */
    public static Builder publicClient(String clientId) {
        return new Builder(new ClientId(clientId), ClientAuthenticationMethod.NONE);
    }

    public ClientId clientId() {
        return clientId;
    }

    /** What people read on the consent page. */
    public String name() {
        return name;
    }

    public ClientType type() {
        return authenticationMethod.equals(ClientAuthenticationMethod.NONE)
                ? ClientType.PUBLIC
                : ClientType.CONFIDENTIAL;
    }

    public boolean isPublic() {
        return type() == ClientType.PUBLIC;
    }

    /** The one method by which it authenticates (RFC 7591 §2, {@code token_endpoint_auth_method}). */
    public ClientAuthenticationMethod authenticationMethod() {
        return authenticationMethod;
    }

    /** The secrets that it may present; two while one replaces the other. */
    public List<HashedSecret> secrets() {
        return secrets;
    }

    /** Its public keys, a JWK Set document. */
    public Optional<String> jwks() {
        return jwks;
    }

    /** Where it publishes its public keys. */
    public Optional<JwksUri> jwksUri() {
        return jwksUri;
    }

    public RegisteredRedirectUris redirectUris() {
        return redirectUris;
    }

    public Set<GrantType> grantTypes() {
        return grantTypes;
    }

    public Set<ResponseType> responseTypes() {
        return responseTypes;
    }

    /** The most that it is ever granted, and what it gets where it names no scope. */
    public Scopes scopes() {
        return scopes;
    }

    /** The resources that this client is the resource server of: it may ask about tokens for them. */
    public Set<ResourceUri> serves() {
        return serves;
    }

    /** Where its calls to resources come from, compared as exact strings. */
    public Set<String> invokerUris() {
        return invokerUris;
    }

    /** The origins of its pages that may call the server from a browser. */
    public Set<String> corsOrigins() {
        return corsOrigins;
    }

    /** The format of its access tokens, where the resource names none. */
    public Optional<String> accessTokenFormat() {
        return accessTokenFormat;
    }

    /** Whether resource owners are asked before it gets anything. */
    public boolean isConsentRequired() {
        return consentRequired;
    }

    /** Whether it is a resource server that may ask about every token. */
    public boolean isIntrospectingEveryToken() {
        return introspectingEveryToken;
    }

    /** Whether it may act at all; tokens of an inactive client are not valid. */
    public boolean isActive() {
        return active;
    }

    /** Tokens that were issued to it before this instant are not valid. */
    public Instant tokensValidFrom() {
        return tokensValidFrom;
    }

    /** Starts a changed copy. */
    public Builder toBuilder() {
        Builder builder = new Builder(clientId, authenticationMethod);
        builder.name = name;
        builder.secrets.addAll(secrets);
        builder.jwks = jwks;
        builder.jwksUri = jwksUri;
        builder.redirectUris.addAll(redirectUris.all());
        builder.grantTypes.addAll(grantTypes);
        builder.responseTypes.addAll(responseTypes);
        builder.scopes = scopes;
        builder.serves.addAll(serves);
        builder.invokerUris.addAll(invokerUris);
        builder.corsOrigins.addAll(corsOrigins);
        builder.accessTokenFormat = accessTokenFormat;
        builder.consentRequired = consentRequired;
        builder.introspectingEveryToken = introspectingEveryToken;
        builder.active = active;
        builder.tokensValidFrom = tokensValidFrom;
        return builder;
    }

    @Override
    public String toString() {
        return clientId.value();
    }

    /** Collects a registration; each method adds to what is there. */
    public static final class Builder {

        private final ClientId clientId;
        private final ClientAuthenticationMethod authenticationMethod;
        private final List<HashedSecret> secrets = new ArrayList<>();
        private final Set<RedirectUri> redirectUris = new LinkedHashSet<>();
        private final Set<GrantType> grantTypes = new LinkedHashSet<>();
        private final Set<ResponseType> responseTypes = new LinkedHashSet<>();
        private final Set<ResourceUri> serves = new LinkedHashSet<>();
        private final Set<String> invokerUris = new LinkedHashSet<>();
        private final Set<String> corsOrigins = new LinkedHashSet<>();
        private String name;
        private Optional<String> jwks = Optional.empty();
        private Optional<JwksUri> jwksUri = Optional.empty();
        private Scopes scopes = Scopes.none();
        private Optional<String> accessTokenFormat = Optional.empty();
        private boolean consentRequired = true;
        private boolean introspectingEveryToken;
        private boolean active = true;
        private Instant tokensValidFrom = Instant.EPOCH;

        private Builder(ClientId clientId, ClientAuthenticationMethod authenticationMethod) {
            this.clientId = clientId;
            this.authenticationMethod = authenticationMethod;
            this.name = clientId.value();
        }

        /** What people read on the consent page, 1 to 200 characters. */
        public Builder name(String displayName) {
            if (displayName.isBlank() || displayName.length() > 200) {
                throw new IllegalArgumentException("a client's name has 1 to 200 characters");
            }
            this.name = displayName;
            return this;
        }

        public Builder secret(HashedSecret secret) {
            secrets.add(secret);
            return this;
        }

        /** Its public keys, a JWK Set document (RFC 7517 §5). */
        public Builder jwks(String document) {
            this.jwks = Optional.of(document);
            return this;
        }

        /** Where it publishes its public keys, as an alternative to {@link #jwks}; they are fetched when needed. */
        public Builder jwksUri(String uri) {
            this.jwksUri = Optional.of(new JwksUri(uri));
            return this;
        }

        public Builder redirectUri(String uri) {
            redirectUris.add(new RedirectUri(uri));
            return this;
        }

        public Builder grantType(GrantType grantType) {
            grantTypes.add(grantType);
            return this;
        }

        public Builder responseType(ResponseType responseType) {
            responseTypes.add(responseType);
            return this;
        }

        /** The authorization code grant (RFC 6749 §4.1) with a refresh token (§6), sent to this redirect URI. */
        public Builder authorizationCode(String redirectUri) {
            return grantType(GrantType.AUTHORIZATION_CODE)
                    .grantType(GrantType.REFRESH_TOKEN)
                    .responseType(ResponseType.CODE)
                    .redirectUri(redirectUri);
        }

        /** The client credentials grant (RFC 6749 §4.4). */
        public Builder clientCredentials() {
            return grantType(GrantType.CLIENT_CREDENTIALS);
        }

        public Builder scopes(String... names) {
            for (String scope : names) {
                scopes = scopes.union(Scopes.of(new Scope(scope)));
            }
            return this;
        }

        /** Makes it a resource server of this resource. */
        public Builder serves(ResourceUri resource) {
            serves.add(resource);
            return this;
        }

        public Builder invokerUri(String uri) {
            invokerUris.add(uri);
            return this;
        }

        /** An origin such as {@code https://app.example.com} whose pages may call the server from a browser. */
        public Builder corsOrigin(String origin) {
            corsOrigins.add(Origins.checked(origin));
            return this;
        }

        /** The format of its access tokens: {@code opaque}, {@code at+jwt}, or a plug-in's. */
        public Builder accessTokenFormat(String format) {
            this.accessTokenFormat = Optional.of(format);
            return this;
        }

        /** Lets a client of your own house act without asking the resource owner. */
        public Builder consentRequired(boolean required) {
            this.consentRequired = required;
            return this;
        }

        /** Makes it a resource server that may ask about every token. */
        public Builder introspectsEveryToken() {
            this.introspectingEveryToken = true;
            return this;
        }

        public Builder active(boolean mayAct) {
            this.active = mayAct;
            return this;
        }

        /** Ends all tokens that were issued to it before this instant. */
        public Builder tokensValidFrom(Instant instant) {
            this.tokensValidFrom = instant;
            return this;
        }

        /**
         * Makes the client.
         *
         * @throws IllegalArgumentException if the registration contradicts itself; says what to change
         */
        public Client build() {
            boolean isPublic = authenticationMethod.equals(ClientAuthenticationMethod.NONE);
            if (isPublic && !secrets.isEmpty()) {
                throw refused("is public and has a secret; give it another authentication method");
            }
            boolean usesSecret = authenticationMethod.value().startsWith("client_secret_");
            if (usesSecret && secrets.isEmpty()) {
                throw refused("authenticates with a secret and has none");
            }
            if (jwks.isPresent() && jwksUri.isPresent()) {
                // RFC 7591 §2
                throw refused("has its keys by value and by URI; give one of jwks and jwks_uri");
            }
            if (authenticationMethod.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                    && jwks.isEmpty()
                    && jwksUri.isEmpty()) {
                throw refused("authenticates with a key and has none; give jwks or jwks_uri");
            }
            if (isPublic && grantTypes.contains(GrantType.CLIENT_CREDENTIALS)) {
                // RFC 6749 §4.4
                throw refused("is public; client_credentials is for confidential clients");
            }
            if (!responseTypes.isEmpty() && redirectUris.isEmpty()) {
                throw refused("uses the authorization endpoint and has no redirect URI");
            }
            // RFC 8252 §8.6: whoever listens on a loopback port or a private scheme may pretend to be this client
            if (isPublic && !consentRequired && !redirectUris.stream().allMatch(RedirectUri::isHttps)) {
                throw refused("is public and has a redirect URI that others can claim; it must require consent");
            }
            return new Client(this);
        }

        private IllegalArgumentException refused(String why) {
            return new IllegalArgumentException("client '" + clientId + "' " + why);
        }
    }
}
