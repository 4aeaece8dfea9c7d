package dev.nearside.browser.store;

import dev.nearside.browser.js.OriginFile;
import dev.nearside.catalog.CatalogFile;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.ArrayBufferView;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * A file that the browser keeps while it grows, so that what is there outlives the tab. Should the browser refuse a
 * part, for it is full, what is there and what is still to come are held in memory instead.
 */
final class PartTarget implements Download.Target {
    private static final int STEP = 1 << 20;

    private final CatalogFile catalogFile;
    private final OriginFile file;
    private final PieceHashes pieces = PieceHashes.create();
    private @Nullable MemoryTarget memory;
    private @Nullable String problem;

    PartTarget(CatalogFile catalogFile, OriginFile file) {
        this.catalogFile = catalogFile;
        this.file = file;
    }

    /** Has the download take in what is there; gives how much that was. */
    long resume(Download download) {
        long length = (long) file.size();
        if (length > catalogFile.bytes()) {
            length = 0;
        }
        eachStep(length, (part, at) -> {
            pieces.add(part);
            download.resume(part);
        });
        Storage.check(file.cut(length));
        return length;
    }

    @Override
    public void write(ArrayBufferView bytes, long at) {
        if (memory == null) {
            problem = file.put(bytes, at);
            if (problem == null) {
                pieces.add(bytes);
                return;
            }
            MemoryTarget instead = new MemoryTarget(catalogFile);
            eachStep(at, instead::write);
            memory = instead;
        }
        memory.write(bytes, at);
    }

    private void eachStep(long length, Step taker) {
        Uint8Array step = new Uint8Array(STEP);
        for (long at = 0; at < length; at += STEP) {
            Uint8Array part = length - at < STEP ? new Uint8Array((int) (length - at)) : step;
            if (file.get(part, at) != part.getLength()) {
                throw new StorageFailed(catalogFile.path() + " cannot be read back from the browser's storage", null);
            }
            taker.take(part, at);
        }
    }

    /** Has all of it written to the disk. */
    void finish() {
        if (memory == null) {
            Storage.check(file.sync());
        }
    }

    /** Takes away what is of no use. */
    void clear() {
        Storage.check(file.cut(0));
    }

    @Override
    public boolean lasts() {
        return memory == null;
    }

    /** Why the file is not kept, or null. */
    @Nullable
    String problem() {
        return problem;
    }

    /** The file if it is not kept. */
    @Nullable
    Uint8Array inMemory() {
        return memory == null ? null : memory.bytes();
    }

    PieceHashes pieces() {
        return pieces;
    }

    private interface Step {
        void take(ArrayBufferView part, long at);
    }
}
