// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.util.List;

/** One part of the measurement, which starts and ends the processes that it needs. */
interface Section {

    /** What it is called on the command line. */
    String name();

    /** How long it is expected to take on two cores, in minutes. */
    double minutes(Plan plan);

    /** On what it is measured when several Java platforms are asked for. */
    Reach reach();

    List<Figure> measure(Plan plan);

    /** On how many of the platforms that are asked for a section is measured. */
    enum Reach {
        FIRST_PLATFORM,
        EACH_PLATFORM,
        EACH_KIND_OF_THREADS
    }
}
