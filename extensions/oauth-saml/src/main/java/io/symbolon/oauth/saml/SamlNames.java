// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

/** Names of SAML 2.0 and XML Signature. */
final class SamlNames {

    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    static final String ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#";
    static final String XML = "http://www.w3.org/XML/1998/namespace";

    static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    static final String EXCLUSIVE_CANONICALIZATION = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    private SamlNames() {}
}
