// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.assertion;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;

/**
 * An assertion that a trusted issuer made for this server and that is valid now.
 *
 * @param issuer who made it
 * @param subject whom it speaks for, as the issuer's mapping has it here
 * @param claims all that it says
 * @param marker what it is known by, made of issuer and {@code jti}
 * @param expiresAt until when it is valid
 * @param refusedFrom from when on it is refused, whatever the clocks: a marker kept until then is kept long enough
 */
public record TrustedAssertion(
        TrustedIssuer issuer, Subject subject, Claims claims, Digest marker, Instant expiresAt, Instant refusedFrom) {}
