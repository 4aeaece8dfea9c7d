package dev.nearside.browser.store;

import dev.nearside.browser.js.Blob;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.OriginFolder;
import dev.nearside.browser.js.WebLock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/**
 * Which models this browser keeps, for page and engine: {@code <id>.<sha256>.manifest} for each beside the
 * {@link KeptFiles}. A file that no manifest names goes.
 */
public final class KeptModels {
    private static final String MANIFEST = ".manifest";
    private static final int HASH = 64;

    private final OriginFolder folder;

    KeptModels(OriginFolder folder) {
        this.folder = folder;
    }

    /**
     * What is kept here.
     *
     * @throws StorageFailed if this browser keeps nothing
     */
    public static KeptModels open() {
        return new KeptModels(Storage.open());
    }

    /**
     * The models of which something is kept: {@code {id, title, task, bytes, total, complete}}, with {@code bytes} of
     * {@code total} that the provider needs of which most is here, and {@code providers}, which has both for each.
     */
    public JSArray<JSObject> list() {
        Map<String, Double> sizes = sizes();
        JSObject kept = JsObjects.create();
        for (Map.Entry<String, Double> file : sizes.entrySet()) {
            JsObjects.set(kept, file.getKey(), (double) file.getValue());
        }
        JSArray<JSObject> models = new JSArray<>();
        for (String name : sizes.keySet()) {
            if (name.endsWith(MANIFEST)) {
                JSObject model = describe(content(name), kept);
                if (JsObjects.number(model, "bytes", 0) > 0) {
                    models.push(model);
                }
            }
        }
        return models;
    }

    /** Takes a model away, and those of its files that no other model has. */
    public void remove(String id) {
        for (String name : versions(id)) {
            Storage.done(folder.remove(name));
        }
        sweep();
        Storage.done(forgetResponses("/models/" + id + "/"));
    }

    /** The names of the manifests that are kept of that model. */
    List<String> versions(String id) {
        String prefix = encode(id) + ".";
        List<String> versions = new ArrayList<>();
        for (String name : sizes().keySet()) {
            if (name.startsWith(prefix) && name.length() == prefix.length() + HASH + MANIFEST.length()) {
                versions.add(name);
            }
        }
        return versions;
    }

    static String manifestName(String id, String sha256) {
        return encode(id) + "." + sha256 + MANIFEST;
    }

    /** The SHA-256 in the name of a manifest. */
    static String hashOf(String manifestName) {
        int end = manifestName.length() - MANIFEST.length();
        return manifestName.substring(end - HASH, end);
    }

    /** The text of a small file; empty if it is not there. */
    String content(String name) {
        Blob file = Storage.ask(folder.file(name));
        return file == null ? "" : Storage.value(file.content()).stringValue();
    }

    /** Takes away what no manifest names and no tab is working at. */
    void sweep() {
        Map<String, Double> sizes = sizes();
        Set<String> named = new HashSet<>();
        for (String name : sizes.keySet()) {
            if (name.endsWith(MANIFEST)) {
                named.addAll(List.of(hashes(content(name))));
            }
        }
        for (String name : sizes.keySet()) {
            if (!name.endsWith(MANIFEST) && !named.contains(name.substring(0, Math.min(HASH, name.length())))) {
                removeUnlessInUse(name);
            }
        }
    }

    private void removeUnlessInUse(String name) {
        WebLock lock = Storage.ask(WebLock.ifFree(Storage.lockName(name.substring(0, Math.min(HASH, name.length())))));
        if (lock != null) {
            try {
                Storage.done(folder.remove(name));
            } finally {
                lock.free();
            }
        }
    }

    private Map<String, Double> sizes() {
        JSArrayReader<JSObject> files = Storage.value(folder.list());
        Map<String, Double> sizes = new HashMap<>();
        for (int i = 0; i < files.getLength(); i++) {
            String name = String.valueOf(JsObjects.text(files.get(i), "name"));
            sizes.put(name, JsObjects.number(files.get(i), "bytes", 0));
        }
        return sizes;
    }

    @JSBody(params = "id", script = "return encodeURIComponent(id);")
    private static native String encode(String id);

    @JSBody(
            params = "manifest",
            script = "try { return JSON.parse(manifest).files.map(function(file) { return file.sha256; }); }"
                    + "catch (e) { return []; }")
    private static native String[] hashes(String manifest);

    @JSBody(
            params = {"text", "sizes"},
            script = "var manifest;"
                    + "try { manifest = JSON.parse(text); } catch (e) { return {bytes: 0}; }"
                    + "var runtime = manifest.runtime, best = null, providers = {};"
                    + "['webgpu', 'wasm'].forEach(function(provider) {"
                    + "  var graph = runtime.graph[provider] || runtime.graph['default'], data = (runtime.externalData || {})[graph] || [];"
                    + "  var paths = data.concat(graph, manifest.tokenizer ? manifest.tokenizer.file : []);"
                    + "  var files = manifest.files.filter(function(file) { return paths.indexOf(file.path) >= 0; });"
                    + "  if (!graph) { return; }"
                    + "  var here = {bytes: 0, total: 0};"
                    + "  files.forEach(function(file) {"
                    + "    var part = sizes[file.sha256 + '.part'] || 0;"
                    + "    here.bytes += Math.min(sizes[file.sha256] || part, file.bytes);"
                    + "    here.total += file.bytes;"
                    + "  });"
                    + "  here.complete = files.every(function(file) { return sizes[file.sha256] === file.bytes; });"
                    + "  providers[provider] = here;"
                    + "  if (!best || here.bytes / here.total > best.bytes / best.total) { best = here; }"
                    + "});"
                    + "return {id: manifest.id, title: manifest.title, task: manifest.task, bytes: best ? best.bytes : 0,"
                    + "  total: best ? best.total : 0, complete: !!best && best.complete, providers: providers};")
    private static native JSObject describe(String text, JSObject sizes);

    /** What the service worker has of it. */
    @JSBody(
            params = "folder",
            script = "if (!self.caches) { return Promise.resolve(null); }"
                    + "return caches.keys().then(function(names) {"
                    + "  return Promise.all(names.filter(function(name) { return name.indexOf('nearside-models') === 0; })"
                    + "    .map(function(name) {"
                    + "      return caches.open(name).then(function(cache) {"
                    + "        return cache.keys().then(function(requests) {"
                    + "          return Promise.all(requests.filter(function(request) {"
                    + "            return new URL(request.url).pathname.indexOf(folder) === 0;"
                    + "          }).map(function(request) { return cache.delete(request); }));"
                    + "        });"
                    + "      });"
                    + "    }));"
                    + "});")
    private static native JSPromise<JSObject> forgetResponses(String folder);
}
