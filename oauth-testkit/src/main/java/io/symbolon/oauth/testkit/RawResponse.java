// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Header;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP response as it came over the wire.
 *
 * @param status the final status
 * @param headers all header lines, in order
 * @param body the content, chunks put together
 * @param wasToldToContinue whether 100 (Continue) came first
 */
public record RawResponse(int status, List<Header> headers, Body body, boolean wasToldToContinue) {

    public RawResponse {
        headers = List.copyOf(headers);
    }

    /** The first value of the header. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of the header, in order. */
    public List<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .toList();
    }

    /** The content, read as UTF-8. */
    public String text() {
        return body.asUtf8();
    }
}
