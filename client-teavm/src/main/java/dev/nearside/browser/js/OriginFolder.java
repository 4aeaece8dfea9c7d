package dev.nearside.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/**
 * A folder of the origin private file system: files that the browser keeps for this origin and shows to nobody else.
 *
 * <p>Source: <a href="https://fs.spec.whatwg.org/">File System Standard</a>.
 */
@JSClass(transparent = true)
public abstract class OriginFolder implements JSObject {

    /** The folder of that name, made if it is not there; rejected where the browser keeps no files, or lacks locks. */
    @JSBody(
            params = "name",
            script = "var storage = self.navigator.storage;"
                    + "if (!storage || !storage.getDirectory || !self.navigator.locks || !self.FileSystemFileHandle"
                    + "    || !FileSystemFileHandle.prototype.move) {"
                    + "  return Promise.reject(new Error('this browser, or an address without https, has no private files'));"
                    + "}"
                    + "return storage.getDirectory().then(function(root) {"
                    + "  return root.getDirectoryHandle(name, {create: true});"
                    + "});")
    public static native JSPromise<OriginFolder> open(String name);

    /** A file as it is now, or nothing. */
    @JSBody(
            params = "name",
            script = "return this.getFileHandle(name).then(function(handle) { return handle.getFile(); })"
                    + ".catch(function(e) { if (e.name === 'NotFoundError') { return null; } throw e; });")
    public final native JSPromise<Blob> file(String name);

    /**
     * A file to be written, made if it is not there. Workers only. One writer at a time: one that was just ended may
     * take a moment to let go.
     */
    public final JSPromise<OriginFile> writer(String name) {
        return access(name, "readwrite");
    }

    /**
     * A file to be read without a promise for each piece, or nothing. Workers only. While it is open nobody writes it or
     * takes it away; others may read it too, where the browser knows such handles, else one at a time.
     */
    public final JSPromise<OriginFile> reader(String name) {
        return access(name, "read-only");
    }

    @JSBody(
            params = {"name", "mode"},
            script = "var left = 250;"
                    + "function open(handle) {"
                    + "  return handle.createSyncAccessHandle({mode: mode}).catch(function(e) {"
                    + "    if (e.name !== 'NoModificationAllowedError' || --left < 0) { throw e; }"
                    + "    return new Promise(function(resolve) { setTimeout(resolve, 40, handle); }).then(open);"
                    + "  });"
                    + "}"
                    + "return this.getFileHandle(name, {create: mode === 'readwrite'}).then(open, function(e) {"
                    + "  if (e.name === 'NotFoundError') { return null; } throw e;"
                    + "});")
    private native JSPromise<OriginFile> access(String name, String mode);

    /** Gives a file another name; a file that had it is replaced. */
    @JSBody(
            params = {"name", "other"},
            script = "return this.getFileHandle(name).then(function(handle) { return handle.move(other); });")
    public final native JSPromise<JSObject> rename(String name, String other);

    /** Takes a file away, if it is there; one that is being read, as soon as it was. */
    @JSBody(
            params = "name",
            script = "var folder = this, left = 250;"
                    + "function remove() {"
                    + "  return folder.removeEntry(name).catch(function(e) {"
                    + "    if (e.name === 'NotFoundError') { return; }"
                    + "    if (e.name !== 'NoModificationAllowedError' || --left < 0) { throw e; }"
                    + "    return new Promise(function(resolve) { setTimeout(resolve, 40); }).then(remove);"
                    + "  });"
                    + "}"
                    + "return remove();")
    public final native JSPromise<JSObject> remove(String name);

    /** All files, as {@code {name, bytes}}. */
    @JSBody(
            script = "var entries = this.values(), files = [];"
                    + "function next() {"
                    + "  return entries.next().then(function(step) {"
                    + "    if (step.done) { return files; }"
                    + "    return step.value.getFile().then(function(file) {"
                    + "      files.push({name: step.value.name, bytes: file.size});"
                    + "    }, function(e) { if (e.name !== 'NotFoundError') { throw e; } }).then(next);"
                    + "  });"
                    + "}"
                    + "return next();")
    public final native JSPromise<JSArrayReader<JSObject>> list();
}
