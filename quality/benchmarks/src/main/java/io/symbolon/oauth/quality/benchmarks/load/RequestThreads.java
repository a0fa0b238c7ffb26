// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.util.Locale;

/** On which kind of threads servers answer requests; a process hands it on to those that it starts. */
public enum RequestThreads {
    PLATFORM,
    VIRTUAL;

    private static final String PROPERTY = "benchmarks.threads";

    /** What this process was told; platform threads if nothing. */
    public static RequestThreads ofThisProcess() {
        return valueOf(System.getProperty(PROPERTY, PLATFORM.name()).toUpperCase(Locale.ROOT));
    }

    /** What tells another process. */
    public String jvmOption() {
        return "-D" + PROPERTY + "=" + name().toLowerCase(Locale.ROOT);
    }
}
