// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the tables.
 *
 * @param schema where they are; absent for where connections start
 * @param prefix what each name begins with
 */
public record Tables(Optional<String> schema, String prefix) {

    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    /** The statement with the full name of each table in place of its name in braces. */
    public String sql(String statement) {
        return NAME.matcher(statement).replaceAll(name -> Matcher.quoteReplacement(before() + name.group(1)));
    }

    /** What stands before the short name of each table. */
    public String before() {
        return schema.map(name -> name + ".").orElse("") + prefix;
    }
}
