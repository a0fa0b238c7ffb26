// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

/**
 * The declaration of a member of an object in the configuration, such as a client's {@code redirect_uris}. The reader's
 * check for unknown names and the documentation are made from it.
 *
 * @param name the name
 * @param form what to write
 * @param standard what it is where it is not written; or that it is required
 * @param meaning what it does
 */
record Member(String name, String form, String standard, String meaning) {

    static final String REQUIRED = "required";
    static final String NONE = "none";
}
