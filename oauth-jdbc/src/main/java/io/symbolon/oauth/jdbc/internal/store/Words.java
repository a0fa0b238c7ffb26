// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.token.Redeemable;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How rows say what in Java is an enum or a small record. The numbers are for ever: rows hold them. */
final class Words {

    static final int PENDING = 0;
    static final int READY = 1;
    static final int DENIED = 2;
    static final int SPENT = 3;

    private Words() {}

    static int number(Subject.Type type) {
        return switch (type) {
            case ACCOUNT -> 0;
            case CLIENT -> 1;
        };
    }

    static Subject.Type subjectType(int number) {
        return switch (number) {
            case 0 -> Subject.Type.ACCOUNT;
            case 1 -> Subject.Type.CLIENT;
            default -> throw unknown("subject type", number);
        };
    }

    static int number(Redeemable.State state) {
        return switch (state) {
            case PENDING -> PENDING;
            case READY -> READY;
            case DENIED -> DENIED;
            case SPENT -> SPENT;
        };
    }

    static Redeemable.State state(int number) {
        return switch (number) {
            case PENDING -> Redeemable.State.PENDING;
            case READY -> Redeemable.State.READY;
            case DENIED -> Redeemable.State.DENIED;
            case SPENT -> Redeemable.State.SPENT;
            default -> throw unknown("state", number);
        };
    }

    static int number(Interaction.Stage stage) {
        return switch (stage) {
            case STARTED -> 0;
            case AUTHENTICATED -> 1;
            case APPROVED -> 2;
            case DENIED -> 3;
            case ENDED -> 4;
        };
    }

    static Interaction.Stage stage(int number) {
        return switch (number) {
            case 0 -> Interaction.Stage.STARTED;
            case 1 -> Interaction.Stage.AUTHENTICATED;
            case 2 -> Interaction.Stage.APPROVED;
            case 3 -> Interaction.Stage.DENIED;
            case 4 -> Interaction.Stage.ENDED;
            default -> throw unknown("stage", number);
        };
    }

    static String list(Set<ResourceUri> resources) {
        return resources.isEmpty()
                ? ""
                : resources.stream().map(ResourceUri::value).sorted().collect(Collectors.joining(" "));
    }

    static String text(SenderKey key) {
        return key.confirmation() + " " + key.thumbprint();
    }

    static SenderKey senderKey(String text) {
        int space = text.lastIndexOf(' ');
        return new SenderKey(text.substring(0, space), text.substring(space + 1));
    }

    static @Nullable String textOrNull(Claims claims) {
        return claims.isEmpty() ? null : JsonText.of(claims.asMap());
    }

    private static IllegalStateException unknown(String what, int number) {
        return new IllegalStateException("a row holds the unknown " + what + " " + number);
    }
}
