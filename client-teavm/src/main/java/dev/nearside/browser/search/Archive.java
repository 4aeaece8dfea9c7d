package dev.nearside.browser.search;

import dev.nearside.browser.js.Blob;
import dev.nearside.browser.js.ByteTransfer;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.rpc.Call;
import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.IndexedDocument;
import dev.nearside.retrieval.IndexedDocumentFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.Uint8Array;

/** All documents in one file, which is their records one after the other. */
final class Archive {
    private static final String TYPE = "application/x-nearside-search";
    private static final int HEADER = 12;
    private static final int LENGTH_AT = 4;

    private final Library library;
    private final ByteTransfer transfer;

    Archive(Library library, ByteTransfer transfer) {
        this.library = library;
        this.transfer = transfer;
    }

    /**
     * What was taken in.
     *
     * @param documents that are new here
     * @param replaced how many of them stand in for another content of their name
     */
    record Taken(int documents, int replaced) {}

    /** These documents as they are stored, without those that are not there any more. */
    Blob write(List<String> ids, Call call) {
        JSArray<JSObject> parts = new JSArray<>();
        for (String id : ids) {
            call.check();
            JSObject stored = library.stored(id).orElse(null);
            JSObject data = stored == null ? null : JsObjects.get(stored, "data");
            if (data != null) {
                parts.push(data);
            }
        }
        return Blob.of(parts, TYPE);
    }

    /**
     * Adds the documents of a file that {@link #write} made, after all of them were read and found whole.
     *
     * @throws InvalidInput if the file is no such file, or damaged; then nothing was added
     */
    Taken read(@Nullable JSObject file, Call call) {
        if (file == null || !Blob.isBlob(file)) {
            throw new InvalidInput("search.import takes the Blob that search.export gave");
        }
        Blob archive = (Blob) file;
        int[] added = new int[2];
        each(archive, call, indexed -> {});
        library.refresh();
        each(archive, call, indexed -> {
            if (library.find(indexed.id()) == null) {
                String name = indexed.document().name();
                StoredDocument stored = new StoredDocument(
                        indexed.id(), name, indexed.provenance().model(), "import");
                added[1] += library.put(stored, indexed) ? 1 : 0;
                added[0]++;
            }
        });
        return new Taken(added[0], added[1]);
    }

    private void each(Blob archive, Call call, Consumer<IndexedDocument> action) {
        double at = 0;
        while (at < archive.getSize()) {
            call.check();
            byte[] header = bytes(archive, at, Math.min(archive.getSize(), at + HEADER));
            double end = at + HEADER + payload(header);
            action.accept(IndexedDocumentFormat.read(bytes(archive, at, Math.min(archive.getSize(), end))));
            at = end;
        }
    }

    /** The bytes that follow the header; what it says is checked when the record is read. */
    private static int payload(byte[] header) {
        int length = 0;
        for (int i = LENGTH_AT + 3; i >= LENGTH_AT && i < header.length; i--) {
            length = length << 8 | header[i] & 0xff;
        }
        return Math.max(0, length);
    }

    private byte[] bytes(Blob archive, double from, double to) {
        try {
            return transfer.copy(new Uint8Array(Promises.awaitValue(archive.read(from, to))));
        } catch (JsFailure e) {
            throw new InvalidInput("the file could not be read; was it changed or moved? (" + e.getMessage() + ")", e);
        }
    }
}
