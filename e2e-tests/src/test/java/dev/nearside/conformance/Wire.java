package dev.nearside.conformance;

import dev.nearside.e2e.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests byte for byte as they are written, which no HTTP client would do, one a connection. */
final class Wire {
    private static final int MILLIS = 20_000;

    private final URI server;

    Wire(ServerProcess server) {
        this.server = server.address();
    }

    /**
     * Sends a request with the right Host.
     *
     * @param requestLine for example {@code GET / HTTP/1.1}, or without the version
     * @param headers for example {@code Range: bytes=0-9}
     */
    Response send(String requestLine, String... headers) {
        String host = "Host: localhost:" + server.getPort();
        return raw(requestLine, host + (headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers)));
    }

    /** Sends exactly these header lines and {@code Connection: close}. */
    Response raw(String requestLine, String headers) {
        String line = requestLine.endsWith("HTTP/1.1") ? requestLine : requestLine + " HTTP/1.1";
        String head = line + "\r\n" + (headers.isEmpty() ? "" : headers + "\r\n") + "Connection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return Response.parse(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer to " + requestLine, e);
        }
    }
}
