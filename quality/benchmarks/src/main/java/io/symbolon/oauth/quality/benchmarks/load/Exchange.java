// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

/** A request and what must be answered to it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Exchange(byte[] request, Expected expected) {}
