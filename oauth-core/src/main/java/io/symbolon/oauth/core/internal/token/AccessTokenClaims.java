// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import com.fasterxml.jackson.core.JsonGenerator;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The claims of a JWT access token (RFC 9068 §2.2) and what they mean to us. Besides the registered claims there are ours:
 *
 * <ul>
 *   <li>{@code sub_type}: whether the subject is an account or a client, which {@code sub} alone leaves open.
 *   <li>{@code grant} and {@code origin}: the grants that the token lives under, and the grant type that it goes back to.
 *   <li>{@code iat_nano}: the fraction of the second of {@code iat}, so that a token made in the very second in which all
 *       earlier ones were revoked is told from those.
 *   <li>{@code any_aud}: the audience is the issuer because there is none, not because the token was narrowed to it.
 * </ul>
 */
final class AccessTokenClaims {

    // What no plug-in and no application can set, whether or not a token has it.
    private static final Set<String> RESERVED = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "nbf",
            "jti",
            "client_id",
            "scope",
            "cnf",
            "sub_type",
            "grant",
            "origin",
            "iat_nano",
            "any_aud");

    // A marker of revocation must outlive whatever tolerance a validator has.
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofMinutes(5);

    private final Issuer issuer;
    private final Digests digests;

    AccessTokenClaims(Issuer issuer, Digests digests) {
        this.issuer = issuer;
        this.digests = digests;
    }

    /**
     * The draft as {@link #read} will read it: ending at a full second and no later than its key, and without claims that
     * are not for it to make.
     */
    AccessToken settle(AccessTokenDraft draft, Duration longestLifetime) {
        Instant end = draft.issuedAt().plus(longestLifetime);
        Instant wanted = draft.expiresAt();
        Instant expiresAt = (wanted.isAfter(end) ? end : wanted).truncatedTo(ChronoUnit.SECONDS);
        return new AccessToken(
                digests.of(draft.identifier()),
                draft.client(),
                draft.subject(),
                draft.scopes(),
                draft.audience(),
                draft.grants(),
                draft.origin(),
                draft.senderKey(),
                withoutReserved(draft.claims().asMap()),
                draft.issuedAt(),
                expiresAt,
                expiresAt.plus(KEPT_AFTER_EXPIRY));
    }

    void write(AccessToken token, Secret identifier, JsonGenerator json) throws IOException {
        Instant issuedAt = token.issuedAt();
        json.writeStringField("iss", issuer.uri());
        json.writeStringField("sub", token.subject().value());
        json.writeStringField("sub_type", nameOf(token.subject().type()));
        json.writeArrayFieldStart("aud");
        if (token.audience().isEmpty()) {
            json.writeString(issuer.uri());
        }
        for (ResourceUri resource : token.audience()) {
            json.writeString(resource.value());
        }
        json.writeEndArray();
        if (token.audience().isEmpty()) {
            json.writeBooleanField("any_aud", true);
        }
        json.writeStringField("client_id", token.client().value());
        json.writeNumberField("iat", issuedAt.getEpochSecond());
        json.writeNumberField("iat_nano", issuedAt.getNano());
        json.writeNumberField("exp", token.expiresAt().getEpochSecond());
        json.writeStringField("jti", identifier.reveal());
        json.writeStringField("origin", token.origin().value());
        if (!token.scopes().isEmpty()) {
            json.writeStringField("scope", token.scopes().toString());
        }
        if (!token.grants().isEmpty()) {
            json.writeArrayFieldStart("grant");
            for (GrantId grant : token.grants()) {
                json.writeString(grant.toString());
            }
            json.writeEndArray();
        }
        if (token.senderKey().isPresent()) {
            SenderKey key = token.senderKey().get();
            json.writeObjectFieldStart("cnf");
            json.writeStringField(key.confirmation(), key.thumbprint());
            json.writeEndObject();
        }
        for (Map.Entry<String, Object> claim : token.claims().asMap().entrySet()) {
            json.writeFieldName(claim.getKey());
            StrictJson.write(claim.getValue(), json);
        }
    }

    /** What the members of a genuine token say; empty if they are not an access token of this issuer. */
    Optional<AccessToken> read(Map<String, Object> members) {
        if (!issuer.uri().equals(members.get("iss"))) {
            return Optional.empty();
        }
        try {
            Instant expiresAt = Instant.ofEpochSecond(number(members, "exp"));
            return Optional.of(new AccessToken(
                    digests.of(Secret.of(text(members, "jti"))),
                    new ClientId(text(members, "client_id")),
                    new Subject(subjectType(text(members, "sub_type")), text(members, "sub")),
                    members.containsKey("scope") ? Scopes.parse(text(members, "scope")) : Scopes.none(),
                    audience(members),
                    grants(members),
                    new GrantType(text(members, "origin")),
                    senderKey(members),
                    withoutReserved(members),
                    Instant.ofEpochSecond(number(members, "iat"), number(members, "iat_nano")),
                    expiresAt,
                    expiresAt.plus(KEPT_AFTER_EXPIRY)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Claims withoutReserved(Map<String, Object> members) {
        Map<String, Object> others = new LinkedHashMap<>(members);
        others.keySet().removeAll(RESERVED);
        return Claims.of(others);
    }

    private static Set<ResourceUri> audience(Map<String, Object> members) {
        if (Boolean.TRUE.equals(members.get("any_aud"))) {
            return Set.of();
        }
        Set<ResourceUri> resources = new LinkedHashSet<>();
        texts(members, "aud").forEach(resource -> resources.add(new ResourceUri(resource)));
        if (resources.isEmpty()) {
            throw new IllegalArgumentException("a token for nobody");
        }
        return resources;
    }

    private static List<GrantId> grants(Map<String, Object> members) {
        if (!members.containsKey("grant")) {
            return List.of();
        }
        return texts(members, "grant").stream().map(GrantId::parse).toList();
    }

    private static Optional<SenderKey> senderKey(Map<String, Object> members) {
        if (!members.containsKey("cnf")) {
            return Optional.empty();
        }
        if (members.get("cnf") instanceof Map<?, ?> confirmation && confirmation.size() == 1) {
            Map.Entry<?, ?> key = confirmation.entrySet().iterator().next();
            if (key.getKey() instanceof String member && key.getValue() instanceof String thumbprint) {
                return Optional.of(new SenderKey(member, thumbprint));
            }
        }
        // An unknown constraint is never no constraint.
        throw new IllegalArgumentException("a cnf that is not ours");
    }

    private static String text(Map<String, Object> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is not a string");
    }

    private static long number(Map<String, Object> members, String name) {
        Object value = members.get(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException(name + " is not an integer");
    }

    private static List<String> texts(Map<String, Object> members, String name) {
        if (!(members.get(name) instanceof List<?> elements)) {
            throw new IllegalArgumentException(name + " is not an array");
        }
        List<String> texts = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof String text)) {
                throw new IllegalArgumentException(name + " holds something that is not a string");
            }
            texts.add(text);
        }
        return texts;
    }

    private static String nameOf(Subject.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static Subject.Type subjectType(String name) {
        for (Subject.Type type : Subject.Type.values()) {
            if (nameOf(type).equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("a subject that is neither an account nor a client");
    }
}
