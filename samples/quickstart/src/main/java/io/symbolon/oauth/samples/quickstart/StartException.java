// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.util.List;

/** Why the program does not start, in lines for a person. */
final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> reasons;

    StartException(List<String> reasons) {
        super(String.join("; ", reasons), null, false, false);
        this.reasons = List.copyOf(reasons);
    }

    StartException(String reason) {
        this(List.of(reason));
    }

    /** What is wrong, one sentence each. */
    List<String> reasons() {
        return reasons;
    }
}
