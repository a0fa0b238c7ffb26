// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;

/**
 * An assertion that a trusted issuer made for this server and that is valid now.
 *
 * @param subject whom it speaks for, as the issuer's mapping has it here
 * @param scopes the most that is granted on its issuer's word
 * @param marker what it is known by, made of issuer and {@code ID}
 * @param refusedFrom from when on it is refused, whatever the clocks
 */
record VerifiedAssertion(Subject subject, Scopes scopes, Digest marker, Instant refusedFrom) {}
