// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

/** A contender that keeps a server or a database busy, over connections of its own. */
public interface Load extends Contender, AutoCloseable {

    @Override
    void close();
}
