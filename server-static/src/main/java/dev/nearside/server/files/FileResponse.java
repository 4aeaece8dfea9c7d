package dev.nearside.server.files;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers GET and HEAD with a file: conditions, ranges, headers, bytes. Written here because Javalin's own writers have
 * weak entity tags, misread ranges and may compress on the fly. Bytes go through one small buffer, whatever the size.
 */
final class FileResponse {
    private static final int BUFFER = 64 * 1024;

    private FileResponse() {}

    /** Sends the representation, or the part that the request asks for, or 304. */
    static void send(Context ctx, Representation file) throws IOException {
        HttpServletResponse response = ctx.res();
        // The default type of Javalin would stand on answers that have no body.
        response.setContentType(null);
        response.setHeader("ETag", file.etag());
        response.setHeader("Cache-Control", file.cacheControl());
        response.setHeader("Accept-Ranges", "bytes");
        if (isStale(ctx, file)) {
            throw new HttpResponseException(
                    412, "the file is not the one of If-Match", Map.of("code", "precondition_failed"));
        }
        if (isKnown(ctx, file)) {
            response.setStatus(304);
            return;
        }
        long length = file.bytes().length();
        Optional<ByteRange> part = range(ctx, file);
        response.setContentType(file.contentType());
        if (file.encoding() != null) {
            response.setHeader("Content-Encoding", file.encoding());
        }
        part.ifPresent(range -> {
            response.setStatus(206);
            response.setHeader("Content-Range", range.contentRange(length));
        });
        ByteRange sent = part.orElse(new ByteRange(0, length - 1));
        response.setContentLengthLong(sent.length());
        if (!isHead(ctx)) {
            copy(file.bytes(), sent, response.getOutputStream());
        }
    }

    private static boolean isHead(Context ctx) {
        return ctx.req().getMethod().equals("HEAD");
    }

    private static boolean isStale(Context ctx, Representation file) {
        List<String> headers = headers(ctx, "If-Match");
        return !headers.isEmpty() && !EntityTags.stronglyMatch(String.join(",", headers), file.etag());
    }

    private static boolean isKnown(Context ctx, Representation file) {
        return EntityTags.weaklyMatch(String.join(",", headers(ctx, "If-None-Match")), file.etag());
    }

    /** A date in If-Range never matches: no Last-Modified is sent, so the client cannot have one of ours. */
    private static Optional<ByteRange> range(Context ctx, Representation file) {
        List<String> ranges = headers(ctx, "Range");
        String condition = ctx.header("If-Range");
        boolean applies = condition == null || condition.strip().equals(file.etag());
        if (isHead(ctx) || ranges.size() != 1 || !applies) {
            return Optional.empty();
        }
        return ByteRange.parse(ranges.get(0).strip(), file.bytes().length());
    }

    private static List<String> headers(Context ctx, String name) {
        return Collections.list(ctx.req().getHeaders(name));
    }

    private static void copy(StoredBytes bytes, ByteRange part, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = part.length();
        try (InputStream in = bytes.openAt(part.first())) {
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    // The length is already promised: failing here makes the server close the connection.
                    throw new EOFException("the file ended " + left + " bytes early");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }
}
