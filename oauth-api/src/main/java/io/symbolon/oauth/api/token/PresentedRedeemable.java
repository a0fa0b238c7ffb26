// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import java.util.Optional;

/**
 * A redeemable that was found, in whatever state, with its grant.
 *
 * @param redeemable the row
 * @param grant its grant; absent while it has none
 */
public record PresentedRedeemable(Redeemable redeemable, Optional<Grant> grant) {}
