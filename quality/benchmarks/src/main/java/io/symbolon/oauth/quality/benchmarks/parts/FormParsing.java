// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.parts;

import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.core.internal.http.Form;
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

/** Reading the form of a code's redemption. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FormParsing {

    private final Request request = Posts.post(
            "/token",
            Registered.OPAQUE_CLIENT,
            "grant_type=authorization_code&code=wPQNxvQZ8fYsDPCMtF0iH2IKvE7VC4NSLjyLgFJ3XtkMZQ"
                    + "&redirect_uri=https%3A%2F%2Fphotos.example%2Fcallback"
                    + "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            Instant.EPOCH);

    @Benchmark
    public Form form() {
        return Form.ofBody(request);
    }
}
