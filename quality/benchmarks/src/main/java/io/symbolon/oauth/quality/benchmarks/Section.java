// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.util.List;

/** One part of the measurement, which starts and ends the processes that it needs. */
interface Section {

    /** What it is called on the command line. */
    String name();

    List<Figure> measure(Plan plan);
}
