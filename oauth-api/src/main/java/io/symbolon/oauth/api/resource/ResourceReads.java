// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.resource;

import io.symbolon.oauth.api.ResourceUri;
import java.util.List;
import java.util.Optional;

/** The resources of one issuer, to be read. */
public interface ResourceReads {

    Optional<Resource> find(ResourceUri uri);

    /** All of them; few enough to be held in memory. */
    List<Resource> all();
}
