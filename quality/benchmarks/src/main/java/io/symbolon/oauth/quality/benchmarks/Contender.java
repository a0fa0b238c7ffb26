// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.time.Duration;

/** Something that is measured side by side with others. */
public interface Contender {

    /** Works for about this long, and says how much was done. */
    Sample run(Duration duration);
}
