// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessToken;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTokenCodecTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Digest ID = new Digest(1, 2, 3, 4);

    private final AccessTokenCodec codec = new AccessTokenCodec(new SharedValues());

    @ParameterizedTest
    @MethodSource("tokens")
    void returnsEveryFieldAsItWas(AccessToken token) {
        byte[] row = codec.encode(token);

        assertThat(codec.decode(token.id(), row)).isEqualTo(token);
    }

    static Stream<AccessToken> tokens() {
        ClientId client = new ClientId("photo album");
        Subject alice = Subject.ofAccount("alice");
        return Stream.of(
                token(client, Subject.ofClient(client)),
                token(client, alice),
                token(client, Subject.ofAccount(client.value())),
                token(client, new Subject(Subject.Type.CLIENT, "another client")),
                token(client, Subject.ofAccount("jürgen – 東京 – 🔑")),
                token(client, Subject.ofAccount("half a pair: \uD83D")),
                token(client, Subject.ofAccount("é".repeat(255))),
                token(new ClientId("c".repeat(255)), alice),
                withScopes(Scopes.none()),
                withScopes(Scopes.of(new Scope("photos.read"), new Scope("photos.write"), new Scope("s".repeat(255)))),
                withScopes(scopes(300)),
                withAudience(Set.of()),
                withAudience(Set.of(new ResourceUri("https://a.example/"), new ResourceUri("https://b.example/x?y"))),
                withAudience(Set.of(new ResourceUri("https://a.example/" + "p".repeat(1_900)))),
                withGrants(List.of(new GrantId(-1, Long.MIN_VALUE))),
                withGrants(List.of(new GrantId(4, 4), new GrantId(3, 3), new GrantId(2, 2), new GrantId(1, 1))),
                bound(new SenderKey("x5t#S256", "k".repeat(43))),
                kept(NOON, NOON.plusSeconds(600), NOON.plusSeconds(600)),
                kept(NOON, NOON, NOON),
                kept(NOON, NOON.minusMillis(1), NOON.minusMillis(2)),
                kept(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH),
                kept(Instant.EPOCH.minusSeconds(5), Instant.MAX, NOON),
                withClaims(Claims.of(Map.of("name", "Ada"))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void returnsEveryKindOfClaimAsItWas(Object value) {
        Claims claims = Claims.of(Map.of("value", value, "nested", Map.of("list", List.of(value, List.of(value)))));

        byte[] row = codec.encode(withClaims(claims));

        assertThat(codec.decode(ID, row).claims()).isEqualTo(claims);
    }

    static Stream<Object> values() {
        return Stream.of(
                "",
                "text",
                "ß 東京 🔑",
                "x".repeat(100_000),
                true,
                false,
                0,
                -1,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                (short) -3,
                (byte) 7,
                1.5f,
                0.1,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                BigInteger.TWO.pow(200).negate(),
                new BigDecimal("12345678901234567890.12345678901234567890"),
                new BigDecimal("1E-400"),
                new BigDecimal("-1E+400"),
                List.of(),
                Map.of(),
                List.of("a", 1, true, List.of(), Map.of("b", 2L)),
                Map.of("ключ", Map.of("", "empty name")));
    }

    @Test
    void keepsTheOrderOfClaims() {
        Map<String, Object> members = new LinkedHashMap<>();
        List<String> names =
                IntStream.range(0, 50).mapToObj(i -> "claim" + (i * 31) % 50).toList();
        names.forEach(name -> members.put(name, name.length()));

        byte[] row = codec.encode(withClaims(Claims.of(members)));

        assertThat(new ArrayList<>(codec.decode(ID, row).claims().asMap().keySet()))
                .isEqualTo(names);
    }

    @Test
    void returnsANumberOfAnUnusualKindAsADecimalOfTheSameValue() {
        Claims claims = Claims.of(Map.of("count", new java.util.concurrent.atomic.AtomicLong(42)));

        byte[] row = codec.encode(withClaims(claims));

        assertThat(codec.decode(ID, row).claims()).isEqualTo(Claims.of(Map.of("count", new BigDecimal(42))));
    }

    @Test
    void cutsTimesToMilliseconds() {
        AccessToken token = kept(NOON.plusNanos(999_999), NOON.plusNanos(1), NOON.plusNanos(500_000));

        byte[] row = codec.encode(token);

        assertThat(codec.decode(ID, row)).isEqualTo(kept(NOON, NOON, NOON));
    }

    @Test
    void marksARowAsRevokedAndChangesNothingElse() {
        AccessToken token = bound(new SenderKey("jkt", "k".repeat(43)));
        byte[] row = codec.encode(token);

        byte[] revoked = AccessTokenCodec.revoked(row);

        assertThat(AccessTokenCodec.isRevoked(row)).isFalse();
        assertThat(AccessTokenCodec.isRevoked(revoked)).isTrue();
        assertThat(AccessTokenCodec.keptUntil(revoked, 0))
                .isEqualTo(token.keptUntil().toEpochMilli());
        assertThat(codec.decode(ID, revoked)).isEqualTo(token);
    }

    @Test
    void tellsAnotherTokenFromTheSameOneRevoked() {
        byte[] row = codec.encode(token(new ClientId("a"), Subject.ofAccount("alice")));
        byte[] other = codec.encode(token(new ClientId("a"), Subject.ofAccount("alicf")));

        assertThat(AccessTokenCodec.isSameToken(row, AccessTokenCodec.revoked(row)))
                .isTrue();
        assertThat(AccessTokenCodec.isSameToken(row, other)).isFalse();
    }

    @Test
    void writesTheValuesThatFindNoRoomInItsDictionariesIntoTheRow() {
        List<AccessToken> tokens = IntStream.range(0, 5_000)
                .mapToObj(i -> withAll(
                        Scopes.of(new Scope("s" + i)),
                        Set.of(new ResourceUri("https://r" + i + ".example")),
                        new GrantType("urn:grant:" + i)))
                .toList();

        List<byte[]> rows = tokens.stream().map(codec::encode).toList();

        assertThat(rows.stream().map(row -> codec.decode(ID, row)).toList()).isEqualTo(tokens);
    }

    @Test
    void takesLessThanAHundredBytesForAnOrdinaryToken() {
        AccessToken token = token(
                new ClientId("client-0123456789abcdef"), Subject.ofAccount("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));

        assertThat(codec.encode(token)).hasSizeLessThan(100);
    }

    private static Scopes scopes(int count) {
        return Scopes.of(
                IntStream.range(0, count).mapToObj(i -> new Scope("scope" + i)).collect(Collectors.toSet()));
    }

    private static AccessToken token(ClientId client, Subject subject) {
        return new AccessToken(
                ID,
                client,
                subject,
                scopes(3),
                Set.of(),
                List.of(),
                GrantType.CLIENT_CREDENTIALS,
                Optional.empty(),
                Claims.none(),
                NOON,
                NOON.plusSeconds(3600),
                NOON.plusSeconds(3660));
    }

    private static AccessToken withScopes(Scopes scopes) {
        return withAll(scopes, Set.of(), GrantType.CLIENT_CREDENTIALS);
    }

    private static AccessToken withAudience(Set<ResourceUri> audience) {
        return withAll(Scopes.none(), audience, GrantType.CLIENT_CREDENTIALS);
    }

    private static AccessToken withAll(Scopes scopes, Set<ResourceUri> audience, GrantType origin) {
        return new AccessToken(
                ID,
                new ClientId("c"),
                Subject.ofAccount("alice"),
                scopes,
                audience,
                List.of(),
                origin,
                Optional.empty(),
                Claims.none(),
                NOON,
                NOON,
                NOON);
    }

    private static AccessToken withGrants(List<GrantId> grants) {
        return detailed(grants, Optional.empty(), Claims.none(), NOON, NOON, NOON);
    }

    private static AccessToken bound(SenderKey key) {
        return detailed(List.of(), Optional.of(key), Claims.none(), NOON, NOON, NOON);
    }

    private static AccessToken withClaims(Claims claims) {
        return detailed(
                List.of(new GrantId(1, 2)),
                Optional.of(new SenderKey("jkt", "k".repeat(43))),
                claims,
                NOON,
                NOON,
                NOON);
    }

    private static AccessToken kept(Instant issuedAt, Instant expiresAt, Instant keptUntil) {
        return detailed(List.of(), Optional.empty(), Claims.none(), issuedAt, expiresAt, keptUntil);
    }

    private static AccessToken detailed(
            List<GrantId> grants,
            Optional<SenderKey> key,
            Claims claims,
            Instant issuedAt,
            Instant expiresAt,
            Instant keptUntil) {
        return new AccessToken(
                ID,
                new ClientId("c"),
                Subject.ofAccount("alice"),
                scopes(2),
                Set.of(new ResourceUri("https://api.example")),
                grants,
                new GrantType("urn:example:grant"),
                key,
                claims,
                issuedAt,
                expiresAt,
                keptUntil);
    }
}
