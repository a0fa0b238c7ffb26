// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import java.util.List;

/** One place where a store is broken. */
interface Flaw {

    /** The tests of its contract that must fail, as {@code Nested#method} or {@code method}; none for a sound store. */
    List<String> noticedBy();

    /** The constant's name. */
    String name();
}
