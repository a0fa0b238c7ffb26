// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** What a peer sends, up to a size and a moment, however slowly it comes. */
final class BoundedInput {

    /** Head and body together: a document of 64 KiB, and room for the rest. */
    private static final int MAX_TOTAL = 96 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final Deadline deadline;
    private final byte[] buffer = new byte[4096];
    private int position;
    private int end;
    private int total;

    BoundedInput(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.deadline = deadline;
    }

    /** The next byte; -1 at the end. */
    int read() throws IOException {
        if (position == end) {
            socket.setSoTimeout(deadline.remainingMillis());
            end = in.read(buffer, 0, buffer.length);
            position = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
            total += end;
            if (total > MAX_TOTAL) {
                throw new FetchException("the answer is too large");
            }
        }
        return buffer[position++] & 0xFF;
    }
}
