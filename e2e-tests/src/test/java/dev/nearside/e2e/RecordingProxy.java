package dev.nearside.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy that a browser sends everything through: what is not in its list did not go over the network. One
 * request a connection; only requests without a body.
 */
final class RecordingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<IOException> problems = new CopyOnWriteArrayList<>();

    RecordingProxy() {
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** For a browser's settings. */
    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Method and address of all requests, in order; {@code CONNECT host:port} for what wanted a tunnel. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket browser = listener.accept();
                daemon(() -> serve(browser));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket browser) {
        try (browser) {
            InputStream in = new BufferedInputStream(browser.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            String[] line = head.substring(0, head.indexOf("\r\n")).split(" ", 3);
            requests.add(line[0] + " " + line[1]);
            if (line[0].equals("CONNECT")) {
                browser.getOutputStream().write("HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            forward(URI.create(line[1]), head, browser.getOutputStream());
        } catch (IOException e) {
            // The browser may hang up whenever it likes; kept to be looked at when a test fails.
            problems.add(e);
        }
    }

    private static void forward(URI target, String head, OutputStream browser) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            String origin = target.getScheme() + "://" + target.getAuthority();
            String sent = head.replaceFirst(" " + java.util.regex.Pattern.quote(origin), " ")
                    .replaceFirst("(?i)\r\n(proxy-)?connection: [^\r]*", "")
                    .replaceFirst("\r\n", "\r\nConnection: close\r\n");
            server.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            long copied = server.getInputStream().transferTo(browser);
            browser.flush();
            if (copied == 0) {
                throw new IOException("no answer from " + target);
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            last = last << 8 | b;
            if (last == 0x0d0a0d0a) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "recording-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public String toString() {
        return "proxy, problems " + problems;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
