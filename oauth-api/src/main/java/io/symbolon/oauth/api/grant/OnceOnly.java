// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.Digest;
import java.time.Instant;

/**
 * Something that a decision must be the first to use, such as the {@code jti} of an assertion (RFC 7523 §3), and that has no
 * row of its own.
 *
 * @param marker what it is known by; make it of all that tells it from others, such as issuer and identifier
 * @param keptUntil until when a second use is noticed; not before it would be refused anyway
 * @param rule for the operator: what was used again
 */
public record OnceOnly(Digest marker, Instant keptUntil, String rule) {}
