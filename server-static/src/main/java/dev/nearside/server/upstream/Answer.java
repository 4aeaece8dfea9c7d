package dev.nearside.server.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** An upstream's answer: its head, and its body as it comes. Closing it before its end closes the connection. */
record Answer(int status, HttpResponse<BodyQueue> response) implements AutoCloseable {
    static Answer of(HttpResponse<BodyQueue> response) {
        return new Answer(response.statusCode(), response);
    }

    /** A header; empty if it is absent. */
    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The media type in lower case without its parameters; empty if there is none. */
    String mediaType() {
        String type = header("Content-Type");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether it is compressed, which nobody asked for. */
    boolean isEncoded() {
        String encoding = header("Content-Encoding").strip();
        return !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity");
    }

    /** The next bytes, empty at the end. */
    List<ByteBuffer> next(Watch watch) throws IOException {
        return response.body().next(watch);
    }

    /** All of a body, or its first bytes if it is longer than that. */
    byte[] read(int most, Watch watch) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (List<ByteBuffer> next = next(watch); !next.isEmpty() && all.size() < most; next = next(watch)) {
            for (ByteBuffer bytes : next) {
                byte[] some = new byte[Math.min(bytes.remaining(), most - all.size())];
                bytes.get(some);
                all.writeBytes(some);
            }
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        response.body().close();
    }
}
