package dev.nearside.conformance;

import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.StreamedAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** More long streams than a server answers and lets wait, asked for and not read. */
final class Flood implements AutoCloseable {
    private static final int MANY = 200;

    private final List<Socket> sockets = new ArrayList<>();

    /** Asks for them all. */
    static Flood of(ServerProcess server) throws IOException {
        Flood flood = new Flood();
        String body = StreamedAnswer.request(ChatFixture.MODEL, "Hello", 1, ChatFixture.LONG)
                .replaceFirst("\\{", "{\"n\":" + ChatFixture.CHOICES + ",");
        byte[] request = ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < MANY; i++) {
            Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.address().getPort());
            flood.sockets.add(socket);
            socket.getOutputStream().write(request);
        }
        return flood;
    }

    /** Leaves, all at once. */
    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
