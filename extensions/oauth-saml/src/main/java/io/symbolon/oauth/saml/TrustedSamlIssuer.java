// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** An identity provider whose SAML assertions count here (RFC 7522 §3), and for what; immutable. */
public final class TrustedSamlIssuer {

    private final String issuer;
    private final Set<PublicKey> keys;
    private final Set<String> audiences;
    private final SubjectMapping subjects;
    private final Scopes scopes;
    private final Set<ClientId> clients;

    private TrustedSamlIssuer(Builder builder) {
        this.issuer = builder.issuer;
        this.keys = Set.copyOf(builder.keys);
        this.audiences = Set.copyOf(builder.audiences);
        this.subjects = builder.subjects.orElseThrow();
        this.scopes = builder.scopes;
        this.clients = Set.copyOf(builder.clients);
    }

    /**
     * Starts one.
     *
     * @param entityId the {@code Issuer} of its assertions, compared as an exact string
     */
    public static Builder named(String entityId) {
        return new Builder(entityId);
    }

    /** The {@code Issuer} of its assertions. */
    public String issuer() {
        return issuer;
    }

    /** The keys that it signs with. No other counts, whatever an assertion brings along. */
    public Set<PublicKey> keys() {
        return keys;
    }

    /** By which names it may call this server, besides the issuer identifier and the token endpoint. */
    public Set<String> audiences() {
        return audiences;
    }

    /** Who its people are here. */
    public SubjectMapping subjects() {
        return subjects;
    }

    /** The most that is granted on its word. */
    public Scopes scopes() {
        return scopes;
    }

    /** The clients that may present its assertions; empty if all may. */
    public Set<ClientId> clients() {
        return clients;
    }

    @Override
    public String toString() {
        return issuer;
    }

    /** Collects what is trusted. */
    public static final class Builder {

        private static final int MAX_ENTITY_ID = 1024; // SAML 2.0 metadata §2.2.1
        private static final int LEAST_RSA_BITS = 2048;
        private static final int LEAST_EC_BITS = 256;

        private final String issuer;
        private final Set<PublicKey> keys = new LinkedHashSet<>();
        private final Set<String> audiences = new LinkedHashSet<>();
        private final Set<ClientId> clients = new LinkedHashSet<>();
        private Optional<SubjectMapping> subjects = Optional.empty();
        private Scopes scopes = Scopes.none();

        private Builder(String issuer) {
            if (issuer.isEmpty() || issuer.length() > MAX_ENTITY_ID) {
                throw new IllegalArgumentException("a SAML issuer has 1 to 1024 characters");
            }
            this.issuer = issuer;
        }

        /** A key that it signs with, RSA of 2048 bits or more or EC of 256 or more; each call adds. */
        public Builder key(PublicKey key) {
            boolean isStrong = key instanceof RSAPublicKey rsa
                    ? rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                    : key instanceof ECPublicKey ec
                            && ec.getParams().getCurve().getField().getFieldSize() >= LEAST_EC_BITS;
            if (!isStrong) {
                throw new IllegalArgumentException("a key of the SAML issuer '" + issuer
                        + "' must be RSA of 2048 bits or more, or EC of 256 bits or more");
            }
            keys.add(key);
            return this;
        }

        /**
         * A certificate with a key that it signs with, as its metadata has it; each call adds. The key is what counts:
         * neither who signed the certificate nor until when it is valid is looked at.
         */
        public Builder certificate(X509Certificate certificate) {
            return key(certificate.getPublicKey());
        }

        /**
         * The same in PEM (RFC 7468).
         *
         * @throws IllegalArgumentException if it is no X.509 certificate
         */
        public Builder certificate(String pem) {
            try {
                return certificate((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
            } catch (CertificateException e) {
                throw new IllegalArgumentException(
                        "a certificate of the SAML issuer '" + issuer
                                + "' cannot be read; write it as -----BEGIN CERTIFICATE----- and so on",
                        e);
            }
        }

        /** Another name by which it calls this server, such as an entity ID that it has in its metadata; each call adds. */
        public Builder audience(String uri) {
            audiences.add(uri);
            return this;
        }

        /** Who its people are here; the claims are described at {@link SamlBearerGrantModule}. */
        public Builder subjects(SubjectMapping mapping) {
            this.subjects = Optional.of(mapping);
            return this;
        }

        /** The most that is granted on its word; each call adds. */
        public Builder scopes(String... names) {
            for (String name : names) {
                scopes = scopes.union(Scopes.of(new Scope(name)));
            }
            return this;
        }

        /** Lets no others than these clients present its assertions; each call adds. */
        public Builder client(String clientId) {
            clients.add(new ClientId(clientId));
            return this;
        }

        /**
         * Makes it.
         *
         * @throws IllegalArgumentException if it has no key or no mapping of subjects
         */
        public TrustedSamlIssuer build() {
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("the SAML issuer '" + issuer
                        + "' needs the key that it signs with; give a key or a certificate");
            }
            if (subjects.isEmpty()) {
                throw new IllegalArgumentException(
                        "the SAML issuer '" + issuer + "' needs a mapping that says who its people are here");
            }
            return new TrustedSamlIssuer(this);
        }
    }
}
