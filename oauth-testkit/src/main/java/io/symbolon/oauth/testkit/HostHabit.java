// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

/** What a host does around the adapter that it has mounted; {@link AdapterContract} asks for each. */
public enum HostHabit {
    /** A filter in front reads the parameters, in whatever charset the host presumes, and passes the request on. */
    READS_PARAMETERS,
    /** As {@link #READS_PARAMETERS}, but the filter first sets the request's charset to UTF-8. */
    READS_PARAMETERS_IN_UTF_8,
    /** The host reads forms of at most {@link #FORM_BYTES} bytes itself; a filter in front ignores the failure. */
    LIMITS_FORM_BYTES,
    /**
     * The host reads forms of at most {@link #FORM_FIELDS} fields itself. Of a longer one, and of a malformed one, it
     * leaves out what it does not take, or says that it failed, which a filter in front ignores.
     */
    LIMITS_FORM_FIELDS,
    /** A filter in front reads the whole body, and passes on a wrapped request from which it can be read once more. */
    WRAPS_REQUESTS,
    /** Any error status that the host is told of becomes the page {@link #ERROR_PAGE}. */
    SHOWS_ERROR_PAGES,
    /** A filter in front sets {@code Cache-Control: public}, {@code X-Host: here} and the cookie {@code host=1}. */
    SETS_HEADERS,
    /** Encoded slashes, backslashes, empty segments and their like are let through, as far as the host can. */
    ACCEPTS_ODD_PATHS;

    /** How many bytes a form may have for {@link #LIMITS_FORM_BYTES}. */
    public static final int FORM_BYTES = 1_000;

    /** How many fields a form may have for {@link #LIMITS_FORM_FIELDS}. */
    public static final int FORM_FIELDS = 10;

    /** What the page of {@link #SHOWS_ERROR_PAGES} says. */
    public static final String ERROR_PAGE = "the error page of the host";
}
