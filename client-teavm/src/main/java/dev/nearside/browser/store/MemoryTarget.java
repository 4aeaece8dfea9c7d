package dev.nearside.browser.store;

import dev.nearside.catalog.CatalogFile;
import dev.nearside.error.IntegrityMismatch;
import org.teavm.jso.typedarrays.ArrayBufferView;
import org.teavm.jso.typedarrays.Uint8Array;

/** A file that is held in memory only. */
final class MemoryTarget implements Download.Target {
    private final Uint8Array bytes;

    MemoryTarget(CatalogFile file) {
        if (file.bytes() > Integer.MAX_VALUE) {
            throw new IntegrityMismatch(
                    file.path() + " has " + file.bytes() + " bytes; a tab holds 2 GiB in one array");
        }
        bytes = new Uint8Array((int) file.bytes());
    }

    /** The file, whole once its download has ended. */
    Uint8Array bytes() {
        return bytes;
    }

    @Override
    public void write(ArrayBufferView part, long at) {
        bytes.set(part, (int) at);
    }

    @Override
    public boolean lasts() {
        return false;
    }
}
