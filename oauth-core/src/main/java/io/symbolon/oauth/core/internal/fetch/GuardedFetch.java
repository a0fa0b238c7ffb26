// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.fetch;

import io.symbolon.oauth.api.JwksUri;
import io.symbolon.oauth.api.assertion.KeySetFetcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches a document from an address that somebody else chose, and cannot be talked into asking anything inside.
 *
 * <p>The host's name is resolved once. If any of its addresses is not public, nothing is connected; the connection goes to
 * one of the addresses that were looked at, and to no other, so that a name that resolves differently the next moment gains
 * nothing. The certificate is that of the name. No redirect is followed, no proxy and no credentials are used; size and time
 * are bounded, the time as a whole. HTTP is spoken by hand because the platform's clients resolve names themselves.
 */
public final class GuardedFetch implements KeySetFetcher {

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws IOException;
    }

    private final Resolver resolver;
    private final Supplier<SSLSocketFactory> tls;
    private final Duration timeout;
    private final boolean loopbackAllowed;

    GuardedFetch(Resolver resolver, Supplier<SSLSocketFactory> tls, Duration timeout, boolean loopbackAllowed) {
        this.resolver = resolver;
        this.tls = tls;
        this.timeout = timeout;
        this.loopbackAllowed = loopbackAllowed;
    }

    /**
     * By the platform's resolver and certificates.
     *
     * @param timeout for connecting, sending and receiving together
     * @param loopbackAllowed whether loopback addresses are fetched from too, with and without TLS
     */
    public static GuardedFetch ofPlatform(Duration timeout, boolean loopbackAllowed) {
        return new GuardedFetch(
                InetAddress::getAllByName,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                timeout,
                loopbackAllowed);
    }

    @Override
    public byte[] fetch(JwksUri uri) throws IOException {
        URI target = uri.toUri();
        boolean secure = target.getScheme().equals("https");
        if (!secure && !loopbackAllowed) {
            throw new FetchException("only https is fetched");
        }
        String host = target.getHost();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        List<InetAddress> addresses = allowed(name, secure);
        Deadline deadline = Deadline.in(timeout);
        int port = target.getPort() > 0 ? target.getPort() : secure ? 443 : 80;
        try (Socket socket = connected(addresses, port, deadline)) {
            return secure ? exchangeSecurely(socket, name, port, target, deadline) : exchange(socket, target, deadline);
        }
    }

    private List<InetAddress> allowed(String name, boolean secure) throws IOException {
        List<InetAddress> addresses = List.of(resolver.resolve(name));
        if (addresses.isEmpty()) {
            throw new FetchException("the host has no address");
        }
        for (InetAddress address : addresses) {
            boolean loopback = loopbackAllowed && address.isLoopbackAddress();
            if (!loopback && (!secure || !PublicAddresses.isPublic(address))) {
                throw new FetchException("the host has an address that is not public");
            }
        }
        return addresses;
    }

    private static Socket connected(List<InetAddress> addresses, int port, Deadline deadline) throws IOException {
        IOException last = new FetchException("the host has no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.connect(new InetSocketAddress(address, port), deadline.remainingMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private byte[] exchangeSecurely(Socket plain, String name, int port, URI target, Deadline deadline)
            throws IOException {
        plain.setSoTimeout(deadline.remainingMillis());
        try (SSLSocket socket = (SSLSocket) tls.get().createSocket(plain, name, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return exchange(socket, target, deadline);
        }
    }

    private static byte[] exchange(Socket socket, URI target, Deadline deadline) throws IOException {
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String request = "GET " + path + query + " HTTP/1.1\r\nHost: " + target.getRawAuthority()
                + "\r\nAccept: application/jwk-set+json, application/json\r\nAccept-Encoding: identity\r\nUser-Agent: Symbolon"
                + "\r\nConnection: close\r\n\r\n";
        socket.setSoTimeout(deadline.remainingMillis());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return new HttpReply(new BoundedInput(socket, deadline)).body();
    }
}
