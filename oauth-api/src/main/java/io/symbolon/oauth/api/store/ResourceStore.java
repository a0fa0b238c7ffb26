// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.api.resource.ResourceReads;

/** The resources of one issuer. Blocking; safe for use by many threads. */
public interface ResourceStore extends ResourceReads {

    /** Adds the resource, or replaces the one with the same identifier. */
    void put(Resource resource);

    /** Removes the resource, if it is there. */
    void remove(ResourceUri uri);
}
