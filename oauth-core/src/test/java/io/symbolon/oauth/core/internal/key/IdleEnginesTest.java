// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleEnginesTest {

    private final IdleEngines<Object> engines = new IdleEngines<>();

    @Test
    void areUsedAgain() {
        Object engine = new Object();

        engines.giveBack(engine);

        assertThat(engines.take()).isSameAs(engine);
    }

    @Test
    void areNeverUsedByTwo() {
        engines.giveBack(new Object());

        Object first = engines.take();

        assertThat(first).isNotNull();
        assertThat(engines.take()).isNull();
    }
}
