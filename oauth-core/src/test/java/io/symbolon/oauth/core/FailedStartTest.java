// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Module;
import com.google.inject.Singleton;
import io.symbolon.oauth.api.grant.GrantHandler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A start that fails leaves nothing open, and its reason is what is heard. */
final class FailedStartTest {

    private final List<String> closed = new ArrayList<>();

    /** Something to close. */
    private record Part(String name, List<String> closed) implements AutoCloseable {

        @Override
        public void close() {
            closed.add(name);
            if (name.equals("stubborn")) {
                throw new IllegalStateException("cannot be closed");
            }
        }
    }

    @Test
    void closesWhatTheServerWouldHaveClosedTheNewestFirst() {
        Module parts = binder -> {
            binder.bind(Part.class).toProvider(() -> new Part("linked", closed)).in(Singleton.class);
            newSetBinder(binder, AutoCloseable.class).addBinding().to(Part.class);
            newSetBinder(binder, AutoCloseable.class)
                    .addBinding()
                    .toProvider(() -> new Part("provided", closed))
                    .in(Singleton.class);
        };

        assertThatThrownBy(() -> server(parts, brokenGrant())).hasMessage("broken on purpose");

        assertThat(closed).containsExactly("provided", "linked");
    }

    @Test
    void closesEachPartOnceWhereTheServerIsThereAlready() {
        Module parts = binder -> {
            binder.bind(Part.class).toProvider(() -> new Part("linked", closed)).in(Singleton.class);
            newSetBinder(binder, AutoCloseable.class).addBinding().to(Part.class);
        };

        assertThatThrownBy(() -> server(parts, brokenAfterwards())).hasMessage("broken on purpose");

        assertThat(closed).containsExactly("linked");
    }

    @Test
    void leavesToTheApplicationWhatIsItsOwn() {
        Module parts = binder -> binder.bind(Part.class)
                .toProvider(() -> new Part("the application's", closed))
                .asEagerSingleton();

        assertThatThrownBy(() -> server(parts, brokenGrant())).hasMessage("broken on purpose");

        assertThat(closed).isEmpty();
    }

    @Test
    void saysWhyItFailedAndNotWhyClosingDid() {
        Module parts = binder -> newSetBinder(binder, AutoCloseable.class)
                .addBinding()
                .toProvider(() -> new Part("stubborn", closed))
                .in(Singleton.class);

        assertThatThrownBy(() -> server(parts, brokenGrant())).hasMessage("broken on purpose");

        assertThat(closed).containsExactly("stubborn");
    }

    @Test
    void closesNothingWhereItSucceeds() {
        Module parts = binder -> newSetBinder(binder, AutoCloseable.class)
                .addBinding()
                .toProvider(() -> new Part("provided", closed))
                .in(Singleton.class);

        OAuthServer server = server(parts);
        assertThat(closed).isEmpty();

        server.close();
        assertThat(closed).containsExactly("provided");
    }

    private static OAuthServer server(Module... modules) {
        return OAuthServer.builder("https://a.example")
                .loginPage("/login")
                .install(modules)
                .build();
    }

    private static Module brokenGrant() {
        return binder -> newSetBinder(binder, GrantHandler.class).addBinding().toProvider(FailedStartTest::broken);
    }

    private static Module brokenAfterwards() {
        return binder -> binder.bind(StringBuilder.class)
                .toProvider(() -> {
                    throw new IllegalArgumentException("broken on purpose");
                })
                .asEagerSingleton();
    }

    private static GrantHandler broken() {
        throw new IllegalArgumentException("broken on purpose");
    }
}
