// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/**
 * An authorization request that waits for the resource owner. It belongs to one browser and moves through its stages
 * once, forward only.
 *
 * @param handle the digest of the handle that the application gets
 * @param browser the digest of the secret in the cookie of the browser that started it
 * @param client who asks
 * @param parameters whose request it is, and the parked request as it came; it is read and verified anew when it resumes
 * @param stage how far it has come
 * @param approval who the resource owner is and what was approved so far; present from {@link Stage#AUTHENTICATED} on
 * @param refusal what the client is to be told instead of a code; present at {@link Stage#DENIED}
 * @param startedAt when it was parked
 * @param expiresAt until when it can be resumed
 * @param keptUntil when the row may be deleted
 */
public record Interaction(
        Digest handle,
        Digest browser,
        ClientId client,
        String parameters,
        Stage stage,
        Optional<Approval> approval,
        Optional<ErrorCode> refusal,
        Instant startedAt,
        Instant expiresAt,
        Instant keptUntil) {

    /** How far an interaction has come. */
    public enum Stage {
        /** The application is to find out who the resource owner is. */
        STARTED,
        /** The resource owner is known; the server is to ask for consent where it is needed. */
        AUTHENTICATED,
        /** The resource owner approved; the browser is to come back for the answer. */
        APPROVED,
        /** The resource owner, or the application in their name, refused. */
        DENIED,
        /** The client has its answer. */
        ENDED
    }

    /** The same interaction at another stage. */
    public Interaction at(Stage next) {
        return new Interaction(
                handle, browser, client, parameters, next, approval, refusal, startedAt, expiresAt, keptUntil);
    }

    /** The same interaction at another stage, with who approved what. */
    public Interaction at(Stage next, Approval given) {
        return new Interaction(
                handle,
                browser,
                client,
                parameters,
                next,
                Optional.of(given),
                refusal,
                startedAt,
                expiresAt,
                keptUntil);
    }

    /** The same interaction, refused. */
    public Interaction denied(ErrorCode reason) {
        return new Interaction(
                handle,
                browser,
                client,
                parameters,
                Stage.DENIED,
                approval,
                Optional.of(reason),
                startedAt,
                expiresAt,
                keptUntil);
    }

    /** Client and stage only. */
    @Override
    public String toString() {
        return "interaction of " + client + ", " + stage;
    }
}
