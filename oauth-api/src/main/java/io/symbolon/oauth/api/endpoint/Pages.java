// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.endpoint;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import java.util.function.UnaryOperator;

/**
 * What endpoints answer: JSON documents, and the server's own pages, which are plain HTML without scripts under a strict
 * content security policy. A form comes back only from the browser that was shown it. Safe for use by many threads.
 */
public interface Pages {

    /** The proof that a form came from a page of this server; an endpoint that takes forms names it as a parameter. */
    Parameter<Secret> CSRF_TOKEN = Parameter.requiredSecret("csrf_token");

    /** A JSON document. */
    Response json(int status, Claims members);

    /**
     * A page without a form.
     *
     * @param title text
     * @param content HTML already; see {@link #escape}
     */
    Response page(int status, String title, String content);

    /**
     * A page with forms that post to this server.
     *
     * @param purpose what the forms are for, such as a path and what they act on
     * @param title text
     * @param content makes the HTML, given the hidden field that each form must hold
     */
    Response form(int status, Request browser, String purpose, String title, UnaryOperator<String> content);

    /**
     * Lets a form of this server's own page pass.
     *
     * @throws io.symbolon.oauth.api.OAuthException if it comes from elsewhere, or was shown for another purpose or to
     *     another browser
     */
    void requireOwn(EndpointRequest form, String purpose);

    /** The text with every character that means something in HTML replaced, in content and in quoted attributes. */
    String escape(String text);
}
