// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import java.time.Duration;

/**
 * The times in the life of one kind of key.
 *
 * @param rotateAfter how long a key is active
 * @param announceBefore how long before it is active a key is there for all to see: other nodes and, if it is public,
 *     whoever verifies tokens
 * @param keptAfterwards how long something made with the key can be needed after the key was active for the last time
 */
record KeySchedule(Duration rotateAfter, Duration announceBefore, Duration keptAfterwards) {}
