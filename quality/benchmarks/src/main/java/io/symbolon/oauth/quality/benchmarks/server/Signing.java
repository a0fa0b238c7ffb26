// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

/** By whom JWTs are signed. */
public enum Signing {
    BY_PLATFORM,
    NATIVELY
}
