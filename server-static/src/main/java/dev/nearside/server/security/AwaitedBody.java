package dev.nearside.server.security;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is awaited without a thread, and handled when it is there: all of it, or as much as is awaited. (Jetty's
 * own EagerContentHandler, 12.1, forgets requests whose handler fails.)
 */
final class AwaitedBody implements Runnable {
    /** Longer bodies hold a thread while the rest of them comes. */
    private static final int MOST_BYTES = 1 << 20;

    private final Handler handler;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean whole;
    private Content.@Nullable Chunk failure;

    AwaitedBody(Handler handler, Request request, Response response, Callback callback) {
        this.handler = handler;
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    /** Whether the request says that it has one. */
    static boolean isIn(Request request) {
        HttpFields headers = request.getHeaders();
        return headers.contains(HttpHeader.TRANSFER_ENCODING) || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    /** Takes what has come already, and has the request handled if that is all. */
    void begin() {
        if (takeAll()) {
            handle();
        }
    }

    /** Takes what has come since. */
    @Override
    public void run() {
        if (takeAll()) {
            // On a thread of its own: while this one is not back, Jetty tells nobody of more content.
            request.getContext().execute(this::handle);
        }
    }

    /** Whether nothing more is to be awaited. */
    private boolean takeAll() {
        while (!whole && failure == null && body.size() < MOST_BYTES) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return false;
            }
            take(chunk);
        }
        return true;
    }

    private void take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            failure = chunk;
            return;
        }
        byte[] bytes = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(bytes);
        body.writeBytes(bytes);
        whole = chunk.isLast();
        chunk.release();
    }

    private void handle() {
        try {
            if (!handler.handle(new Replayed(), response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable e) {
            // As Jetty does for what its handlers throw.
            Response.writeError(request, response, callback, e);
        }
    }

    /** The request with what was taken put back in front. */
    private final class Replayed extends Request.Wrapper {
        private boolean begun;

        Replayed() {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            if (!begun) {
                begun = true;
                return Content.Chunk.from(ByteBuffer.wrap(body.toByteArray()), whole);
            }
            if (failure != null) {
                return failure;
            }
            return whole ? Content.Chunk.EOF : super.read();
        }
    }
}
