package dev.nearside.browser.store;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.OriginFile;
import dev.nearside.browser.js.OriginFolder;
import dev.nearside.catalog.CatalogEntry;
import dev.nearside.catalog.CatalogFile;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.TokenizerSpec;
import dev.nearside.error.IntegrityMismatch;
import dev.nearside.error.ModelNotFound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * The models of the server that brought the page: its catalog, their manifests, their files. Everything is verified
 * against the catalog's hashes before it is given out. Files of models that are not small are kept in the browser's
 * storage; where it does not keep them they are fetched into memory.
 */
public final class ModelStore {
    /** The browser's cache and the service worker are good enough for smaller models, and quicker. */
    private static final long SMALLEST_KEPT = 1 << 20;

    private final HostMemory memory = new HostMemory();
    private final Consumer<String> log;
    private final LongConsumer keeping;
    private final Map<String, JSObject> files = new HashMap<>();
    private final Manifests manifests;
    private @Nullable OriginFolder folder;
    private boolean storageFailed;

    /**
     * A store without anything in memory.
     *
     * @param log hears what was done with kept files, a line each time
     * @param keeping is told how many bytes are about to be fetched and kept
     */
    public ModelStore(Consumer<String> log, LongConsumer keeping) {
        this.log = log;
        this.keeping = keeping;
        this.manifests = new Manifests(memory, this::folder, log);
    }

    /**
     * A model's manifest; the kept one where the server does not answer.
     *
     * @throws ModelNotFound if the catalog does not list it
     * @throws IntegrityMismatch if it is not the one that the catalog names
     * @throws dev.nearside.error.ServerUnreachable if the server does not answer and nothing of the model is kept
     */
    public Manifest manifest(String id, AbortSignal signal) {
        return manifests.get(id, signal);
    }

    /**
     * The manifest as the server gave it, as a JavaScript object.
     *
     * @throws ModelNotFound if {@link #manifest} did not fetch it
     */
    public JSObject manifestJson(String id) {
        return manifests.json(id);
    }

    /**
     * The SHA-256 of a model's manifest, and so of its golden case and of the hashes of all its files.
     *
     * @throws ModelNotFound if {@link #manifest} did not fetch it
     */
    public String revision(String id) {
        return manifests.revision(id);
    }

    /**
     * Fetches those of these files that are not here, and holds all of them ready for {@link #take}. Where files are kept,
     * so is the tokenizer, so that the model can be used from then on without the server.
     *
     * @param paths within the model; what is external data comes as an open {@link OriginFile} where it is kept
     * @throws IntegrityMismatch if a file is not the one of the catalog; none of it is used
     * @throws dev.nearside.error.Cancelled if the signal was aborted
     */
    public void fetch(Manifest manifest, List<String> paths, AbortSignal signal, DownloadProgress progress) {
        List<CatalogFile> wanted = new ArrayList<>();
        long total = 0;
        for (CatalogFile file : CatalogEntry.of(manifest, "", true).files()) {
            if (paths.contains(file.path()) && !files.containsKey(key(manifest.id(), file.path()))) {
                wanted.add(file);
                total += file.bytes();
            }
        }
        KeptFiles kept = keep(manifest, wanted);
        long before = 0;
        for (CatalogFile file : wanted) {
            long done = before;
            long all = total;
            boolean whole = !isExternalData(manifest, file.path());
            files.put(
                    key(manifest.id(), file.path()),
                    get(kept, file, whole, signal, received -> progress.at(file.path(), done + received, all)));
            before += file.bytes();
        }
        TokenizerSpec tokenizer = manifest.tokenizer();
        if (kept != null && tokenizer != null) {
            CatalogFile file = file(manifest, tokenizer.file());
            if (kept.missing(file) > 0) {
                JSObject ignored = get(kept, file, true, signal, received -> {});
            }
        }
    }

    private static boolean isExternalData(Manifest manifest, String path) {
        for (List<String> data : manifest.runtime().externalData().values()) {
            if (data.contains(path)) {
                return true;
            }
        }
        return false;
    }

    private static CatalogFile file(Manifest manifest, String path) {
        for (CatalogFile file : CatalogEntry.of(manifest, "", true).files()) {
            if (file.path().equals(path)) {
                return file;
            }
        }
        throw new ModelNotFound("the model " + manifest.id() + " has no file " + path);
    }

    /** One file's bytes, fetched if they are not kept. */
    public Uint8Array bytes(Manifest manifest, String path, AbortSignal signal, DownloadProgress progress) {
        CatalogFile file = file(manifest, path);
        LongConsumer told = received -> progress.at(path, received, file.bytes());
        return (Uint8Array) get(keep(manifest, List.of(file)), file, true, signal, told);
    }

    private JSObject get(
            @Nullable KeptFiles kept, CatalogFile file, boolean whole, AbortSignal signal, LongConsumer progress) {
        if (kept != null) {
            try {
                return kept.get(file, whole, signal, progress);
            } catch (StorageFailed e) {
                log.accept(
                        "the browser does not keep " + file.path() + " (" + e.getMessage() + "); it is in memory only");
            }
        }
        MemoryTarget target = new MemoryTarget(file);
        new Download(file, signal, memory, target, progress).run();
        return target.bytes();
    }

    /** What keeps these files, once it is clear that there is room for them; null if they are not to be kept. */
    private @Nullable KeptFiles keep(Manifest manifest, List<CatalogFile> wanted) {
        OriginFolder kept = manifest.bytes() < SMALLEST_KEPT ? null : folder();
        if (kept == null) {
            return null;
        }
        KeptFiles here = new KeptFiles(kept, memory, log);
        try {
            long missing = 0;
            for (CatalogFile file : wanted) {
                missing += here.missing(file);
            }
            if (missing > 0) {
                if (!hasRoom(manifest, missing)) {
                    return null;
                }
                keeping.accept(missing);
                note(manifest, kept, here);
            }
            return here;
        } catch (StorageFailed e) {
            log.accept("the browser keeps no files of " + manifest.id() + " (" + e.getMessage() + ")");
            return null;
        }
    }

    private boolean hasRoom(Manifest manifest, long missing) {
        long free = Storage.free();
        if (missing <= free) {
            return true;
        }
        log.accept("the browser's storage has no room for " + manifest.id() + ": " + Storage.amount(missing)
                + " are needed and " + Storage.amount(Math.max(0, free)) + " are free. It is held in memory only and is"
                + " fetched again next time; free space on the disk, or remove models that are not used");
        return false;
    }

    /** Keeps the manifest, in the place of that of another version, whose files go. */
    private void note(Manifest manifest, OriginFolder kept, KeptFiles here) {
        String text = manifests.text(manifest.id());
        if (text == null) {
            return;
        }
        KeptModels models = new KeptModels(kept);
        String name = KeptModels.manifestName(manifest.id(), revision(manifest.id()));
        List<String> versions = models.versions(manifest.id());
        if (!versions.contains(name)) {
            here.write(name, text);
        }
        for (String other : versions) {
            if (!other.equals(name)) {
                Storage.done(kept.remove(other));
            }
        }
        if (versions.size() > 1 || !versions.isEmpty() && !versions.contains(name)) {
            models.sweep();
        }
    }

    private @Nullable OriginFolder folder() {
        if (folder == null && !storageFailed) {
            try {
                folder = Storage.open();
            } catch (StorageFailed e) {
                storageFailed = true;
                log.accept("models are held in memory only: " + e.getMessage());
            }
        }
        return folder;
    }

    /**
     * Gives out a fetched file, a {@code Uint8Array} or an open {@link OriginFile} that is the caller's to close.
     *
     * @throws ModelNotFound if it was not fetched, or was taken
     */
    public JSObject take(String modelId, String path) {
        JSObject file = files.remove(key(modelId, path));
        if (file == null) {
            throw new ModelNotFound(path + " of " + modelId + " was not fetched");
        }
        return file;
    }

    /** Lets go of what was fetched of a model and not taken. */
    public void letGo(String modelId) {
        for (String key : List.copyOf(files.keySet())) {
            JSObject file = key.startsWith(modelId + "/") ? files.remove(key) : null;
            if (file != null) {
                OriginFile.release(file);
            }
        }
    }

    /** Lets go of a model's files and manifest; what is kept stays. */
    public void forget(String modelId) {
        letGo(modelId);
        manifests.forget(modelId);
    }

    private static String key(String modelId, String path) {
        return modelId + "/" + path;
    }
}
