package dev.nearside.browser.store;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.js.Response;
import dev.nearside.catalog.CatalogEntry;
import dev.nearside.catalog.CatalogFile;
import dev.nearside.catalog.CatalogIndex;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.catalog.Sha256;
import dev.nearside.error.IntegrityMismatch;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.ServerUnreachable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * The models of the server that brought the page: its catalog, their manifests, their files. Everything is verified
 * against the catalog's hashes before it is given out. Files that were fetched stay in memory until {@link #forget}.
 */
public final class ModelStore {
    private static final String INDEX = "/models/index.json";

    private final HostMemory memory = new HostMemory();
    private final Map<String, Uint8Array> files = new HashMap<>();
    private final Map<String, Manifest> manifests = new HashMap<>();
    private final Map<String, String> manifestTexts = new HashMap<>();

    /**
     * The catalog as the server has it now.
     *
     * @throws ServerUnreachable if the server does not answer
     */
    public CatalogIndex catalog(AbortSignal signal) {
        return CatalogIndex.parse(Download.text(body(INDEX, signal)));
    }

    private static Uint8Array body(String address, AbortSignal signal) {
        try {
            Response response = Promises.awaitValue(Response.fetch(address, null, null, signal));
            if (response.getStatus() != 200) {
                throw new ServerUnreachable("the server answered " + response.getStatus() + " for " + address, null);
            }
            return new Uint8Array(Promises.awaitValue(response.arrayBuffer()));
        } catch (JsFailure e) {
            throw new ServerUnreachable(
                    "the server does not answer (" + e.getMessage() + "); start it again and reload the page", e);
        }
    }

    private CatalogEntry entry(String id, AbortSignal signal) {
        CatalogIndex catalog = catalog(signal);
        return catalog.find(id).orElseThrow(() -> {
            List<String> known = new ArrayList<>();
            for (CatalogEntry entry : catalog.models()) {
                known.add(entry.id());
            }
            return new ModelNotFound("no model '" + id + "'; the server has " + known);
        });
    }

    /**
     * A model's manifest.
     *
     * @throws ModelNotFound if the catalog does not list it
     * @throws IntegrityMismatch if it is not the one that the catalog names
     */
    public Manifest manifest(String id, AbortSignal signal) {
        Manifest known = manifests.get(id);
        if (known != null) {
            return known;
        }
        String address = entry(id, signal).manifest();
        Uint8Array bytes = body(address, signal);
        String expected = address.substring(address.indexOf("?v=") + 3);
        String found = Sha256.hexOf(memory.copyBytes(bytes));
        if (!found.equals(expected)) {
            throw new IntegrityMismatch("the manifest of " + id + " is not the one of the catalog: its SHA-256 is "
                    + found + ", not " + expected);
        }
        String text = Download.text(bytes);
        Manifest manifest = ManifestReader.read(text);
        manifestTexts.put(id, text);
        Manifest before = manifests.put(id, manifest);
        return before == null ? manifest : before;
    }

    /**
     * The manifest as the server gave it, as a JavaScript object.
     *
     * @throws ModelNotFound if {@link #manifest} did not fetch it
     */
    public JSObject manifestJson(String id) {
        String text = manifestTexts.get(id);
        if (text == null) {
            throw new ModelNotFound("the manifest of " + id + " was not fetched");
        }
        return JsObjects.parse(text);
    }

    /**
     * Fetches those of these files that are not here yet.
     *
     * @param paths within the model
     * @throws IntegrityMismatch if a file is not the one of the catalog; none of it is used
     * @throws dev.nearside.error.Cancelled if the signal was aborted
     */
    public void fetch(Manifest manifest, List<String> paths, AbortSignal signal, DownloadProgress progress) {
        List<CatalogFile> missing = new ArrayList<>();
        long total = 0;
        for (CatalogFile file : CatalogEntry.of(manifest, "", true).files()) {
            if (paths.contains(file.path()) && !files.containsKey(key(manifest.id(), file.path()))) {
                missing.add(file);
                total += file.bytes();
            }
        }
        long before = 0;
        for (CatalogFile file : missing) {
            long done = before;
            long all = total;
            Download download =
                    new Download(file, signal, memory, received -> progress.at(file.path(), done + received, all));
            files.put(key(manifest.id(), file.path()), download.run());
            before += file.bytes();
        }
    }

    /**
     * A fetched file: a {@code Uint8Array}, not to be written to.
     *
     * @throws ModelNotFound if it was not fetched
     */
    public JSObject read(String modelId, String path) {
        Uint8Array bytes = files.get(key(modelId, path));
        if (bytes == null) {
            throw new ModelNotFound(path + " of " + modelId + " was not fetched");
        }
        return bytes;
    }

    /** Lets go of a model's files and manifest. */
    public void forget(String modelId) {
        files.keySet().removeIf(key -> key.startsWith(modelId + "/"));
        manifests.remove(modelId);
        manifestTexts.remove(modelId);
    }

    private static String key(String modelId, String path) {
        return modelId + "/" + path;
    }
}
