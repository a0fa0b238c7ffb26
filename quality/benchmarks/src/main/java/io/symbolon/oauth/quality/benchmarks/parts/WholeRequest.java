// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.parts;

import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.quality.benchmarks.server.Posts;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The server's whole answer to a request, without HTTP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WholeRequest {

    private final Passing time = new Passing();
    private final OAuthServer server = Registered.starting(Passing.ROOM)
            .install(new NothingEndpoint.Module())
            .build();
    private final String token = accessToken(tokenFor(Registered.OPAQUE_CLIENT, Instant.now()));

    @TearDown
    public void close() {
        server.close();
    }

    @Benchmark
    public Response clientAuthenticationOnly() {
        return answered(NothingEndpoint.PATH, Registered.OPAQUE_CLIENT, "a=b", Instant.now());
    }

    @Benchmark
    public Response opaqueToken() {
        return tokenFor(Registered.OPAQUE_CLIENT, time.next());
    }

    @Benchmark
    public Response signedToken() {
        return tokenFor(Registered.JWT_CLIENT, Instant.now());
    }

    @Benchmark
    public Response introspection() {
        return answered("/introspect", Registered.RESOURCE_SERVER, "token=" + token, Instant.now());
    }

    @Benchmark
    public Response metadata() {
        return server.handle(Request.received("GET", "/.well-known/oauth-authorization-server", Instant.now())
                .header("Host", "localhost")
                .remoteAddress("127.0.0.1")
                .build());
    }

    private Response tokenFor(String client, Instant at) {
        return answered("/token", client, "grant_type=client_credentials&scope=photos.read", at);
    }

    private Response answered(String path, String client, String form, Instant at) {
        Response response = server.handle(Posts.post(path, client, form, at));
        if (response.status() != 200) {
            throw new IllegalStateException(response.body().asUtf8());
        }
        return response;
    }

    private static String accessToken(Response response) {
        String json = response.body().asUtf8();
        int start = json.indexOf(":\"") + 2;
        return json.substring(start, json.indexOf('"', start));
    }
}
