// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.core.OAuthServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Presents access tokens to the server, as a resource server does that runs in the same process. For one thread. */
final class Presenting {

    /** Presented in turn, so that no token is in the processor's caches only because it was just there. */
    private static final int TOKENS = 256;

    private static final int SIGNED_BYTES = 450;
    private static final AccessDemand READING = AccessDemand.of(new Scope("photos.read"));

    private final OAuthServer server;
    private final List<Request> opaque;
    private final List<Request> signed;
    private final RawVerification raw = new RawVerification();
    private double newPerNano = 100 / 1e9;

    Presenting(OAuthServer server) {
        this.server = server;
        this.opaque = presented(Registered.OPAQUE_CLIENT, TOKENS);
        this.signed = presented(Registered.JWT_CLIENT, TOKENS);
    }

    String opaque(long nanos) {
        return inTurn(opaque, nanos);
    }

    String seen(long nanos) {
        return inTurn(signed, nanos);
    }

    /** Mints the tokens before; if they are used up early, that is the end. */
    String fresh(long nanos) {
        List<Request> unseen = presented(Registered.JWT_CLIENT, 16 + (int) (1.2 * newPerNano * nanos));
        long start = System.nanoTime();
        int count = 0;
        while (count < unseen.size() && System.nanoTime() - start < nanos) {
            require(isGranted(unseen.get(count++)));
        }
        long took = System.nanoTime() - start;
        newPerNano = (double) count / took;
        return count + " " + took;
    }

    /** The limit: signatures of the same kind over as many bytes. */
    String raw(long nanos) {
        return repeated(raw::verify, 16, nanos);
    }

    /** Whether a token that was good a moment ago is refused as soon as it is revoked. */
    boolean seesRevocation(String client) {
        String token = token(client);
        Request request = request(token);
        boolean before = isGranted(request);
        Response revoked = server.handle(Posts.post("/revoke", client, "token=" + token, Instant.now()));
        return before && revoked.status() == 200 && server.authenticate(request).status() == 401;
    }

    private String inTurn(List<Request> requests, long nanos) {
        return repeated(i -> isGranted(requests.get(i % TOKENS)), TOKENS, nanos);
    }

    private boolean isGranted(Request request) {
        return server.authenticate(request).status() == 200;
    }

    /** The clock is read once for each batch. */
    private static String repeated(IntPredicate call, int batch, long nanos) {
        long start = System.nanoTime();
        long count = 0;
        do {
            for (int i = 0; i < batch; i++) {
                require(call.test(i));
            }
            count += batch;
        } while (System.nanoTime() - start < nanos);
        return count + " " + (System.nanoTime() - start);
    }

    private List<Request> presented(String client, int count) {
        return Stream.generate(() -> request(token(client))).limit(count).toList();
    }

    private static Request request(String token) {
        return Request.received("GET", "/photos", Instant.now())
                .header("Host", "localhost")
                .header("Authorization", "Bearer " + token)
                .remoteAddress("127.0.0.1")
                .build()
                .demanding(READING);
    }

    private String token(String client) {
        Response response = server.handle(
                Posts.post("/token", client, "grant_type=client_credentials&scope=photos.read", Instant.now()));
        require(response.status() == 200);
        String json = response.body().asUtf8();
        int start = json.indexOf(":\"") + 2;
        return json.substring(start, json.indexOf('"', start));
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("not the expected answer");
        }
    }

    /** Signatures that are right, and bare JCA to find them so. */
    private static final class RawVerification {

        private final Signature verification;
        private final List<byte[]> messages = new ArrayList<>();
        private final List<byte[]> signatures = new ArrayList<>();

        RawVerification() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair pair = generator.generateKeyPair();
                Signature signing = newSignature();
                signing.initSign(pair.getPrivate());
                for (int i = 0; i < 16; i++) {
                    byte[] message = (i + "x".repeat(SIGNED_BYTES)).getBytes(StandardCharsets.US_ASCII);
                    signing.update(message);
                    messages.add(message);
                    signatures.add(signing.sign());
                }
                verification = newSignature();
                verification.initVerify(pair.getPublic());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has ECDSA", e);
            }
        }

        private static Signature newSignature() throws GeneralSecurityException {
            return Signature.getInstance("SHA256withECDSAinP1363Format");
        }

        boolean verify(int number) {
            try {
                verification.update(messages.get(number));
                return verification.verify(signatures.get(number));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
