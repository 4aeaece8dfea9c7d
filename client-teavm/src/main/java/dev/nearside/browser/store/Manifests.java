package dev.nearside.browser.store;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.OriginFolder;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.js.Response;
import dev.nearside.catalog.CatalogEntry;
import dev.nearside.catalog.CatalogIndex;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.catalog.Sha256;
import dev.nearside.error.IntegrityMismatch;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.ServerUnreachable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/** Manifests of the server's models, each fetched once, and of those that are kept where the server does not answer. */
final class Manifests {
    private static final String INDEX = "/models/index.json";

    private final HostMemory memory;
    private final Supplier<@Nullable OriginFolder> folder;
    private final Consumer<String> log;
    private final Map<String, Manifest> manifests = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> revisions = new HashMap<>();

    /** @param folder where manifests are kept; gives null where the browser keeps nothing */
    Manifests(HostMemory memory, Supplier<@Nullable OriginFolder> folder, Consumer<String> log) {
        this.memory = memory;
        this.folder = folder;
        this.log = log;
    }

    private static CatalogIndex catalog(AbortSignal signal) {
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

    private static CatalogEntry entry(String id, AbortSignal signal) {
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
     * A model's manifest; the kept one where the server does not answer.
     *
     * @throws ModelNotFound if the catalog does not list it
     * @throws IntegrityMismatch if it is not the one that the catalog names
     * @throws ServerUnreachable if the server does not answer and nothing of the model is kept
     */
    Manifest get(String id, AbortSignal signal) {
        Manifest known = manifests.get(id);
        if (known != null) {
            return known;
        }
        String text;
        try {
            text = fetchManifest(id, signal);
        } catch (ServerUnreachable e) {
            text = keptManifest(id);
            if (text == null) {
                throw e;
            }
            log.accept("the server does not answer; " + id + " comes from this browser's storage");
        }
        Manifest manifest = ManifestReader.read(text);
        texts.put(id, text);
        Manifest before = manifests.put(id, manifest);
        return before == null ? manifest : before;
    }

    private String fetchManifest(String id, AbortSignal signal) {
        String address = entry(id, signal).manifest();
        Uint8Array bytes = body(address, signal);
        String expected = address.substring(address.indexOf("?v=") + 3);
        String found = Sha256.hexOf(memory.copyBytes(bytes));
        if (!found.equals(expected)) {
            throw new IntegrityMismatch("the manifest of " + id + " is not the one of the catalog: its SHA-256 is "
                    + found + ", not " + expected);
        }
        revisions.put(id, found);
        return Download.text(bytes);
    }

    private @Nullable String keptManifest(String id) {
        OriginFolder kept = folder.get();
        if (kept == null) {
            return null;
        }
        KeptModels models = new KeptModels(kept);
        for (String name : models.versions(id)) {
            String text = models.content(name);
            if (hashOf(text).equals(KeptModels.hashOf(name))) {
                revisions.put(id, KeptModels.hashOf(name));
                return text;
            }
        }
        return null;
    }

    private static String hashOf(String text) {
        return Sha256.hexOf(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The manifest as the server gave it, as a JavaScript object.
     *
     * @throws ModelNotFound if {@link #get} did not fetch it
     */
    JSObject json(String id) {
        String text = texts.get(id);
        if (text == null) {
            throw new ModelNotFound("the manifest of " + id + " was not fetched");
        }
        return JsObjects.parse(text);
    }

    /**
     * The SHA-256 of a model's manifest, and so of its golden case and of the hashes of all its files.
     *
     * @throws ModelNotFound if {@link #get} did not fetch it
     */
    String revision(String id) {
        String revision = revisions.get(id);
        if (revision == null) {
            throw new ModelNotFound("the manifest of " + id + " was not fetched");
        }
        return revision;
    }

    /** A manifest as the server gave it; null if it was not fetched. */
    @Nullable
    String text(String id) {
        return texts.get(id);
    }

    void forget(String id) {
        manifests.remove(id);
        texts.remove(id);
        revisions.remove(id);
    }
}
