// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.AuthenticationContext;
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
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.RefreshToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrantCodecTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final GrantId ID = new GrantId(1, 2);
    private static final RefreshToken FIRST = new RefreshToken(
            new Digest(-1, 2, -3, 4), 0, Optional.empty(), new CommitId(5, -6), "", 0, NOON, NOON.plusSeconds(60));
    private static final RefreshToken BOUND = new RefreshToken(
            new Digest(1, 2, 3, 4),
            70_000,
            Optional.of(new SenderKey("jkt", "t".repeat(43))),
            new CommitId(7, 8),
            "key-2026-03",
            3,
            NOON.plusSeconds(1),
            NOON.plusSeconds(86_400));

    private final GrantCodec codec = new GrantCodec(new SharedValues());

    @ParameterizedTest
    @MethodSource("rows")
    void returnsEveryFieldAsItWas(GrantRow row) {
        byte[] bytes = codec.encode(row);

        assertThat(codec.decode(ID, bytes)).isEqualTo(row);
        assertThat(GrantCodec.keptUntil(bytes, 0)).isEqualTo(row.keptUntil());
    }

    static Stream<GrantRow> rows() {
        Grant plain = grant(Optional.empty(), Claims.none(), Set.of());
        Grant rich = grant(
                Optional.of(new AuthenticationContext(
                        NOON.plusNanos(456_789), Optional.of("urn:acr:gold"), List.of("pwd", "otp"))),
                Claims.of(Map.of("level", 3, "roles", List.of("a", "b"))),
                Set.of(new ResourceUri("https://photos.example/api"), new ResourceUri("https://mail.example/")));
        Grant withoutAcr = grant(Optional.of(AuthenticationContext.at(NOON)), Claims.none(), Set.of());
        return Stream.of(
                GrantRow.inserted(plain),
                GrantRow.inserted(rich),
                GrantRow.inserted(withoutAcr.with(FIRST)),
                GrantRow.inserted(plain).with(BOUND, new CommitId(9, 10)),
                GrantRow.inserted(rich.with(FIRST)).revoked(NOON.plusMillis(1)),
                GrantRow.inserted(rich).with(BOUND, new CommitId(9, 10)).revoked(NOON.plusSeconds(99)));
    }

    private static Grant grant(Optional<AuthenticationContext> authentication, Claims claims, Set<ResourceUri> uris) {
        return new Grant(
                ID,
                new ClientId("photo album"),
                Subject.ofAccount("jürgen – 東京 – 🔑"),
                Scopes.of(new Scope("photos.read"), new Scope("photos.write")),
                uris,
                GrantType.AUTHORIZATION_CODE,
                authentication,
                claims,
                Optional.empty(),
                NOON,
                NOON.plusSeconds(3_600),
                NOON.plusSeconds(7_200),
                Optional.empty());
    }
}
