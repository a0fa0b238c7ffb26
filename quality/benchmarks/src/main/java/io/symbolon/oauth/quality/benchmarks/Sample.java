// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

/**
 * What was done in a while.
 *
 * @param count how many operations
 * @param nanos how long it took
 * @param processorNanos how much processor time whoever did them used, on all cores
 */
public record Sample(long count, long nanos, long processorNanos) {

    static final Sample NONE = new Sample(0, 0, 0);

    Sample plus(Sample other) {
        return new Sample(count + other.count, nanos + other.nanos, processorNanos + other.processorNanos);
    }

    double perSecond() {
        return count * 1e9 / nanos;
    }

    double processorMicrosEach() {
        return processorNanos / 1e3 / count;
    }
}
