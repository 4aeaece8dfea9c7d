package dev.nearside.browser.search;

import dev.nearside.browser.js.ByteTransfer;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.catalog.Sha256;
import dev.nearside.error.IntegrityMismatch;
import dev.nearside.retrieval.IndexedDocument;
import dev.nearside.retrieval.IndexedDocumentFormat;
import java.nio.charset.StandardCharsets;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * A document as the browser keeps it: {@code {id, name, model, job, data}}.
 *
 * @param id made of name, content and model, so the same file has the same id in every tab and after every failure
 * @param job the call that added it
 */
record StoredDocument(String id, String name, String model, String job) {
    private static final int ID_DIGITS = 20;

    /** What a file becomes, {@code sha256} being its hash. */
    static StoredDocument ofFile(String name, String sha256, String model, String job) {
        return new StoredDocument(id(name + '\n' + sha256 + '\n' + model), name, model, job);
    }

    /** The same document, embedded by another model. */
    StoredDocument withModel(String other) {
        return new StoredDocument(id(id + '\n' + other), name, other, job);
    }

    private static String id(String whole) {
        return Sha256.hexOf(whole.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }

    static StoredDocument ofJs(JSObject stored) {
        return new StoredDocument(text(stored, "id"), text(stored, "name"), text(stored, "model"), text(stored, "job"));
    }

    private static String text(JSObject stored, String field) {
        String value = JsObjects.text(stored, field);
        if (value == null) {
            throw new IntegrityMismatch("a stored document has no " + field);
        }
        return value;
    }

    /** With the index of the document, for the database. */
    JSObject toJs(Uint8Array data) {
        JSObject stored = JsObjects.create();
        JsObjects.set(stored, "id", id);
        JsObjects.set(stored, "name", name);
        JsObjects.set(stored, "model", model);
        JsObjects.set(stored, "job", job);
        JsObjects.set(stored, "data", data);
        return stored;
    }

    /**
     * The index of the document that was stored.
     *
     * @throws dev.nearside.error.InvalidInput if it is damaged
     */
    static IndexedDocument read(JSObject stored, ByteTransfer transfer) {
        JSObject data = JsObjects.get(stored, "data");
        if (data == null) {
            throw new IntegrityMismatch("a stored document has no data");
        }
        return IndexedDocumentFormat.read(transfer.copy((Uint8Array) data));
    }
}
