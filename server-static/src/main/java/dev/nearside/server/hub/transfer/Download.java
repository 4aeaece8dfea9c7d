package dev.nearside.server.hub.transfer;

import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Fetches one file: goes on where an earlier try stopped, tries again when the connection breaks, and checks the hash. */
final class Download {
    private static final int BUFFER = 128 * 1024;

    private final HubConnection connection;
    private final Refusals refusals;
    private final HubSettings.Patience patience;
    private final TransferListener listener;

    Download(HubConnection connection, Refusals refusals, HubSettings.Patience patience, TransferListener listener) {
        this.connection = connection;
        this.refusals = refusals;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Brings the file there, unless it is there already.
     *
     * @throws TransferFailed if it cannot be had
     * @throws IOException if the disk fails
     */
    void fetch(RemoteFile file, Path target) throws IOException {
        listener.file(file.path());
        if (file.bytes() < 0) {
            throw new TransferFailed(Reason.WRONG_CONTENT, "the hub does not say how long " + file.path() + " is");
        }
        if (Files.exists(target) && Files.size(target) == file.bytes() && isRight(file, target)) {
            listener.bytes(file.bytes());
            return;
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        PartialFile part = new PartialFile(target);
        if (part.length() > file.bytes()) {
            part.discard();
        }
        listener.bytes(part.length());
        Retries retries = new Retries(patience, listener);
        while (part.length() < file.bytes()) {
            listener.checkCancelled();
            fetchMore(file, part, retries);
        }
        if (!isRight(file, part.path())) {
            throw wrong(file, part);
        }
        part.complete();
    }

    private TransferFailed wrong(RemoteFile file, PartialFile part) throws IOException {
        restart(part);
        return new TransferFailed(
                Reason.WRONG_CONTENT,
                file.path() + " came with another content than announced, and was thrown away; pull again, and if it"
                        + " stays so, do not trust " + file.address().getAuthority());
    }

    private static boolean isRight(RemoteFile file, Path path) throws IOException {
        return file.digest() == null || file.digest().matches(path);
    }

    /** One try; failures that may pass are waited out. */
    private void fetchMore(RemoteFile file, PartialFile part, Retries retries) throws IOException {
        long before = part.length();
        try {
            HttpResponse<InputStream> response = connection.get(file.address(), headers(part));
            try (InputStream body = response.body()) {
                int status = response.statusCode();
                if (status == 200 || status == 206) {
                    receive(file, part, response, body);
                    return;
                }
                if (status == 416) {
                    throw wrong(file, part);
                }
                if (!Refusals.isPassing(status) || !retries.another()) {
                    throw refusals.of(response, file.path());
                }
                retries.pause("the hub answered " + status, response);
            }
        } catch (IOException e) {
            listener.checkCancelled();
            if (part.length() > before) {
                retries.progressed();
            }
            if (!retries.another() || (Refusals.isUnreachable(e) && part.length() == 0)) {
                throw refusals.of(e, file.path());
            }
            retries.pause("the connection broke (" + Refusals.reason(e) + ")");
        }
    }

    private static Map<String, String> headers(PartialFile part) throws IOException {
        // A file that is packed on the way cannot be gone on with.
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept-Encoding", "identity"));
        if (part.length() > 0) {
            headers.put("Range", "bytes=" + part.length() + "-");
            part.entityTag().ifPresent(tag -> headers.put("If-Range", tag));
        }
        return headers;
    }

    private void receive(RemoteFile file, PartialFile part, HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        if (response.statusCode() == 200) {
            restart(part);
        } else if (!startsAt(part.length(), response)) {
            throw new IOException("the hub sent another range than was asked for");
        }
        part.tagged(response.headers().firstValue("ETag"));
        byte[] buffer = new byte[BUFFER];
        long left = file.bytes() - part.length();
        try (StallGuard guard = StallGuard.over(body, patience.answer());
                OutputStream out = part.append()) {
            while (left > 0) {
                int count = read(body, buffer, guard);
                if (count < 0) {
                    throw new IOException("it ended early");
                }
                if (count > left) {
                    throw wrong(file, part);
                }
                store(out, buffer, count, part.path());
                left -= count;
                listener.bytes(count);
                listener.checkCancelled();
            }
        }
    }

    private static void store(OutputStream out, byte[] buffer, int count, Path path) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw DiskSpace.failed(e, path);
        }
    }

    private static int read(InputStream body, byte[] buffer, StallGuard guard) throws IOException {
        try {
            int count = body.read(buffer);
            guard.progressed();
            return count;
        } catch (IOException e) {
            throw guard.hasStalled() ? new IOException("nothing came for too long", e) : e;
        }
    }

    private void restart(PartialFile part) throws IOException {
        listener.bytes(-part.length());
        part.discard();
    }

    private static boolean startsAt(long offset, HttpResponse<InputStream> response) {
        Optional<String> range = response.headers().firstValue("Content-Range");
        return range.isPresent() && range.get().matches("bytes " + offset + "-\\d+/.*");
    }
}
