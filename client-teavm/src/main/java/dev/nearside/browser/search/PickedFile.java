package dev.nearside.browser.search;

import dev.nearside.browser.js.Blob;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import dev.nearside.catalog.Sha256;
import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.DocumentType;
import dev.nearside.retrieval.reader.DocumentReaders;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * A file that a person picked.
 *
 * @param name its name, or its path within the folder that was picked
 * @param blob its bytes, which the browser reads when they are asked for
 * @param problem why it cannot be taken at all; null if it can
 */
record PickedFile(String name, Blob blob, @Nullable String problem) {
    private static final int STEP = 1 << 20;

    /** The same file by another name. */
    PickedFile withName(String other) {
        return new PickedFile(other, blob, problem);
    }

    /** Something that is no file, among files: it is refused when its turn comes. */
    static PickedFile unusable(String name, String problem) {
        return new PickedFile(name, Blob.of(new JSArray<>(), ""), problem);
    }

    /** What was read: what it is, the bytes, in JavaScript, and their SHA-256 in hexadecimal digits. */
    record Content(DocumentType type, Uint8Array bytes, String sha256) {}

    /**
     * Reads it, a megabyte at a time, so that other calls are answered meanwhile; of what is refused, only the beginning.
     *
     * @throws InvalidInput if it is no file, empty, too large, nothing that holds text, or cannot be read any more
     */
    Content read(HostMemory memory, Work work) {
        if (problem != null) {
            throw new InvalidInput(problem);
        }
        DocumentReaders.checkSize(name, (long) blob.getSize());
        int total = (int) blob.getSize();
        DocumentType type =
                DocumentReaders.typeOf(name, memory.copyBytes(part(0, Math.min(total, DocumentReaders.FIRST_BYTES))));
        StepProgress progress = work.step("reading");
        Uint8Array bytes = new Uint8Array(total);
        Sha256 hash = new Sha256();
        for (int at = 0; at < total; at += STEP) {
            work.check();
            progress.at(at, total);
            int end = Math.min(total, at + STEP);
            Uint8Array part = part(at, end);
            bytes.set(part, at);
            hash.update(memory.copyBytes(part), 0, end - at);
        }
        return new Content(type, bytes, hash.hex());
    }

    private Uint8Array part(int from, int to) {
        try {
            return new Uint8Array(Promises.awaitValue(blob.read(from, to)));
        } catch (JsFailure e) {
            throw new InvalidInput(name + " could not be read; was it changed or moved? (" + e.getMessage() + ")", e);
        }
    }
}
