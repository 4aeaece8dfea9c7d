package dev.nearside.browser.store;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.Blob;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.OriginFile;
import dev.nearside.browser.js.OriginFolder;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.js.WebLock;
import dev.nearside.catalog.CatalogFile;
import dev.nearside.error.Cancelled;
import dev.nearside.error.IntegrityMismatch;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * Files of models in the origin private file system, each under its SHA-256: {@code <sha256>.part} while it grows,
 * {@code <sha256>.pieces} with the hashes of its pieces, and {@code <sha256>} once it is whole and right. A lock for each
 * file lets one of all tabs fetch it, while the others wait for it.
 */
final class KeptFiles {
    private final OriginFolder folder;
    private final HostMemory memory;
    private final Consumer<String> log;

    KeptFiles(OriginFolder folder, HostMemory memory, Consumer<String> log) {
        this.folder = folder;
        this.memory = memory;
        this.log = log;
    }

    /** Bytes of a file that are still to be fetched. */
    long missing(CatalogFile file) {
        if (Storage.ask(folder.file(file.sha256())) != null) {
            return 0;
        }
        Blob part = Storage.ask(folder.file(file.sha256() + ".part"));
        return part == null ? file.bytes() : Math.max(0, file.bytes() - (long) part.getSize());
    }

    /**
     * A file that is right, fetched if it is not kept.
     *
     * @param whole whether its bytes are wanted: else it comes open, to be read where it is needed
     * @return a {@code Uint8Array}, or an {@link OriginFile} that the caller closes
     * @throws StorageFailed if the browser does not keep it
     */
    JSObject get(CatalogFile file, boolean whole, AbortSignal signal, LongConsumer progress) {
        WebLock lock = lock(file, signal);
        try {
            JSObject known = verified(file, whole);
            if (known != null) {
                return known;
            }
            Uint8Array inMemory = download(file, signal, progress);
            if (inMemory != null) {
                return inMemory;
            }
            JSObject fetched = verified(file, whole);
            if (fetched == null) {
                throw new StorageFailed("the browser's storage gave back other bytes than were written", null);
            }
            return fetched;
        } finally {
            lock.free();
        }
    }

    private WebLock lock(CatalogFile file, AbortSignal signal) {
        String name = Storage.lockName(file.sha256());
        WebLock free = Storage.ask(WebLock.ifFree(name));
        if (free != null) {
            return free;
        }
        log.accept("another tab is fetching " + file.path() + "; waiting for it");
        try {
            return Promises.awaitValue(WebLock.take(name, signal));
        } catch (JsFailure e) {
            if (signal.isAborted()) {
                throw new Cancelled("the wait for " + file.path() + " was cancelled", e);
            }
            throw new StorageFailed("no lock on " + file.path() + ": " + e.getMessage(), e);
        }
    }

    /** The file if it is kept and right. One that is not right is taken away. */
    private @Nullable JSObject verified(CatalogFile file, boolean whole) {
        OriginFile kept = Storage.ask(folder.reader(file.sha256()));
        if (kept == null) {
            return null;
        }
        JSObject right = null;
        try {
            if ((long) kept.size() == file.bytes()) {
                right = whole ? wholeIfRight(kept, file) : piecesAreRight(kept, file) ? kept : null;
            }
            if (right != null) {
                return right;
            }
            log.accept("the kept copy of " + file.path() + " is damaged; it was thrown away and is fetched again");
        } catch (JsFailure e) {
            log.accept("the kept copy of " + file.path() + " cannot be read (" + e.getMessage()
                    + "); it was thrown away and is fetched again");
        } finally {
            if (right != kept) {
                kept.close();
            }
        }
        Storage.done(folder.remove(file.sha256()));
        return null;
    }

    private static @Nullable Uint8Array wholeIfRight(OriginFile kept, CatalogFile file) {
        Uint8Array bytes = new Uint8Array((int) file.bytes());
        if (kept.get(bytes, 0) != file.bytes()) {
            return null;
        }
        String found = Promises.awaitValue(PieceHashes.hexOf(bytes)).stringValue();
        return found.equals(file.sha256()) ? bytes : null;
    }

    private boolean piecesAreRight(OriginFile kept, CatalogFile file) {
        Blob pieces = Promises.await(folder.file(file.sha256() + ".pieces"));
        return pieces != null
                && Promises.awaitValue(PieceHashes.verify(
                                kept, Promises.awaitValue(pieces.content()).stringValue()))
                        .booleanValue();
    }

    /** Fetches a file and keeps it; gives its bytes where the browser would not take them. */
    private @Nullable Uint8Array download(CatalogFile file, AbortSignal signal, LongConsumer progress) {
        String name = file.sha256() + ".part";
        OriginFile part = Storage.value(folder.writer(name));
        PartTarget target = new PartTarget(file, part);
        boolean whole;
        try {
            whole = receive(file, target, signal, progress);
            if (!whole) {
                Storage.check(part.cut(0));
            }
        } finally {
            part.close();
        }
        if (!whole) {
            log.accept("what was here of " + file.path() + " is not right; it is fetched again from its beginning");
            return download(file, signal, progress);
        }
        if (target.problem() != null) {
            log.accept("the browser would not keep " + file.path() + " (" + target.problem()
                    + "); it is in memory only. Free space, or remove models that are not used");
            Storage.done(folder.remove(name));
            return target.inMemory();
        }
        write(file.sha256() + ".pieces", Storage.value(target.pieces().finish()).stringValue());
        Storage.done(folder.rename(name, file.sha256()));
        return null;
    }

    /** False if what was there from an earlier time turned out to be wrong. */
    private boolean receive(CatalogFile file, PartTarget target, AbortSignal signal, LongConsumer progress) {
        Download download = new Download(file, signal, memory, target, progress);
        long length = target.resume(download);
        if (length > 0) {
            log.accept(file.path() + ": " + Storage.amount(length) + " of " + Storage.amount(file.bytes())
                    + " were here already");
        }
        try {
            download.run();
        } catch (IntegrityMismatch e) {
            if (length == 0) {
                target.clear();
                throw e;
            }
            return false;
        }
        target.finish();
        return true;
    }

    /** Writes a small file. */
    void write(String name, String text) {
        OriginFile file = Storage.value(folder.writer(name));
        try {
            Storage.check(file.putText(text));
        } finally {
            file.close();
        }
    }
}
