package dev.nearside.browser.store;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.js.Response;
import dev.nearside.catalog.CatalogFile;
import dev.nearside.catalog.Sha256;
import dev.nearside.error.Cancelled;
import dev.nearside.error.IntegrityMismatch;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.ServerUnreachable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.streams.ReadableStreamDefaultReader;
import org.teavm.jso.streams.ReadableStreamReadResult;
import org.teavm.jso.typedarrays.ArrayBufferView;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * One file on its way from the server: hashed as it arrives, taken up again where it broke off, and good only when its
 * length and SHA-256 are those of the catalog.
 */
final class Download {
    private static final int ATTEMPTS = 3;

    private final CatalogFile file;
    private final AbortSignal signal;
    private final LongConsumer progress;
    private final HostMemory memory;
    private final Target target;
    private final Sha256 hash = new Sha256();
    private long received;

    /** Where the bytes go. */
    interface Target {
        /** Takes the bytes that begin at that place; they come in order. */
        void write(ArrayBufferView bytes, long at);

        /** Whether it lasts, so that no cache needs a copy of it. */
        boolean lasts();
    }

    Download(CatalogFile file, AbortSignal signal, HostMemory memory, Target target, LongConsumer progress) {
        this.file = file;
        this.signal = signal;
        this.memory = memory;
        this.target = target;
        this.progress = progress;
    }

    /** Takes in what the target has already from an earlier time: its next bytes. */
    void resume(ArrayBufferView bytes) {
        hash.update(memory.copyBytes(bytes), 0, bytes.getByteLength());
        received += bytes.getByteLength();
        progress.accept(received);
    }

    /**
     * Fetches what is missing.
     *
     * @throws IntegrityMismatch if the whole is not the file of the catalog
     * @throws ModelNotFound if the server does not have the file
     * @throws ServerUnreachable if it does not answer, or breaks off again and again
     * @throws Cancelled if the signal was aborted
     */
    void run() {
        for (int attempt = 1; received < file.bytes(); attempt++) {
            JsFailure broken = receive();
            if (broken != null && attempt == ATTEMPTS) {
                throw new ServerUnreachable(
                        "the download of " + file.path() + " broke off at " + received + " of " + file.bytes()
                                + " bytes (" + broken.getMessage() + "); is the server still running?",
                        broken);
            }
            if (broken == null && received < file.bytes()) {
                throw new IntegrityMismatch(file.path() + " ended after " + received + " of " + file.bytes()
                        + " bytes: the server's copy is incomplete; run 'nearside.jar verify' there");
            }
        }
        String found = hash.hex();
        if (!found.equals(file.sha256())) {
            throw new IntegrityMismatch(file.path() + " is not the file of the catalog: its SHA-256 is " + found
                    + ", not " + file.sha256() + "; it was not used. Run 'nearside.jar verify' on the server");
        }
    }

    /** Receives until the end, or until the connection breaks: then what broke it. */
    private @Nullable JsFailure receive() {
        try {
            Response response = Promises.awaitValue(request());
            check(response);
            ReadableStreamDefaultReader reader = response.getBody().getReader();
            while (true) {
                ReadableStreamReadResult part = Promises.awaitValue(reader.read());
                if (part.isDone()) {
                    return null;
                }
                take((ArrayBufferView) part.getValue());
            }
        } catch (JsFailure e) {
            if (signal.isAborted()) {
                throw new Cancelled("the download of " + file.path() + " was cancelled", e);
            }
            return e;
        }
    }

    private JSPromise<Response> request() {
        String etag = "\"" + file.sha256() + "\"";
        if (target.lasts()) {
            return Response.fetchUncached(file.url(), received, etag, signal);
        }
        boolean all = received == 0;
        return Response.fetch(file.url(), all ? null : "bytes=" + received + "-", all ? null : etag, signal);
    }

    private void check(Response response) {
        int status = response.getStatus();
        if (status == 404) {
            throw new ModelNotFound(file.url() + " is not on the server; run 'nearside.jar verify' there");
        }
        if (status != 206 && status != 200) {
            throw new ServerUnreachable("the server answered " + status + " for " + file.url(), null);
        }
        if (status == 200 && received > 0) {
            throw new IntegrityMismatch(
                    file.path() + " changed on the server while it was being loaded; load it again");
        }
    }

    private void take(ArrayBufferView part) {
        int length = part.getByteLength();
        if (length > file.bytes() - received) {
            throw new IntegrityMismatch(file.path() + " is longer than the " + file.bytes() + " bytes of the catalog");
        }
        target.write(part, received);
        hash.update(memory.copyBytes(part), 0, length);
        received += length;
        progress.accept(received);
    }

    /** The text that a file is, in UTF-8. */
    @JSBody(params = "bytes", script = "return new TextDecoder().decode(bytes);")
    static native String text(Uint8Array bytes);
}
