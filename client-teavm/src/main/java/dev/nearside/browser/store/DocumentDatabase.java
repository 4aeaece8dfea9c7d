package dev.nearside.browser.store;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * The IndexedDB database of documents: {@code documents} by {@code id}, with an index of their names, and {@code notes}.
 * The note {@code version} counts changes. Promises are fulfilled when a transaction is complete and rejected when it
 * was rolled back.
 */
@JSClass(transparent = true)
abstract class DocumentDatabase implements JSObject {

    /** Opens the database, and makes it the first time; changes are told on that BroadcastChannel. */
    @JSBody(
            params = {"name", "channelName"},
            script = "return new Promise(function(resolve, reject) {"
                    + "  var request = indexedDB.open(name, 1);"
                    + "  var channel = new BroadcastChannel(channelName);"
                    + "  request.onupgradeneeded = function() {"
                    + "    var documents = request.result.createObjectStore('documents', {keyPath: 'id'});"
                    + "    documents.createIndex('name', 'name');"
                    + "    request.result.createObjectStore('notes');"
                    + "  };"
                    + "  request.onsuccess = function() {"
                    + "    var db = request.result;"
                    + "    db.onversionchange = function() { db.close(); };"
                    + "    db.run = function(mode, work) {"
                    + "      return new Promise(function(resolve, reject) {"
                    + "        var transaction = db.transaction(['documents', 'notes'], mode), answer = {value: null};"
                    + "        transaction.oncomplete = function() {"
                    + "          if (mode === 'readwrite') { channel.postMessage(null); }"
                    + "          resolve(answer.value);"
                    + "        };"
                    + "        transaction.onabort = function() {"
                    + "          reject(transaction.error || new Error('the transaction was rolled back'));"
                    + "        };"
                    + "        var notes = transaction.objectStore('notes');"
                    + "        work(transaction.objectStore('documents'), notes, answer);"
                    + "        if (mode === 'readwrite') {"
                    + "          notes.get('version').onsuccess = function(event) {"
                    + "            notes.put((event.target.result || 0) + 1, 'version');"
                    + "          };"
                    + "        }"
                    + "      });"
                    + "    };"
                    + "    resolve(db);"
                    + "  };"
                    + "  request.onerror = function() { reject(request.error); };"
                    + "});")
    static native JSPromise<DocumentDatabase> open(String name, String channelName);

    /** How often the documents have been changed, by this tab or another. */
    @JSBody(
            script = "return this.run('readonly', function(documents, notes, answer) {"
                    + "  notes.get('version').onsuccess = function(event) { answer.value = event.target.result || 0; };"
                    + "});")
    final native JSPromise<JSNumber> version();

    /** The ids of all documents. */
    @JSBody(
            script = "return this.run('readonly', function(documents, notes, answer) {"
                    + "  documents.getAllKeys().onsuccess = function(event) { answer.value = event.target.result; };"
                    + "});")
    final native JSPromise<JSArrayReader<JSString>> ids();

    /** A document's record, or nothing. */
    @JSBody(
            params = "id",
            script = "return this.run('readonly', function(documents, notes, answer) {"
                    + "  documents.get(id).onsuccess = function(event) { answer.value = event.target.result || null; };"
                    + "});")
    final native JSPromise<JSObject> read(String id);

    /** Writes a record, and takes out every other of the same name. */
    @JSBody(
            params = "record",
            script = "return this.run('readwrite', function(documents) {"
                    + "  documents.index('name').getAllKeys(record.name).onsuccess = function(event) {"
                    + "    event.target.result.forEach(function(id) { if (id !== record.id) { documents.delete(id); } });"
                    + "    documents.put(record);"
                    + "  };"
                    + "});")
    final native JSPromise<JSObject> replace(JSObject record);

    /** Takes a record out. */
    @JSBody(params = "id", script = "return this.run('readwrite', function(documents) { documents.delete(id); });")
    final native JSPromise<JSObject> remove(String id);

    /** Takes everything out; the count of changes goes on, as other tabs go by it. */
    @JSBody(
            script = "return this.run('readwrite', function(documents, notes) {"
                    + "  documents.clear();"
                    + "  notes.delete(IDBKeyRange.bound('job ', 'job!', false, true));"
                    + "});")
    final native JSPromise<JSObject> clear();

    /** The note on that unfinished job, or nothing. */
    @JSBody(
            params = "job",
            script = "return this.run('readonly', function(documents, notes, answer) {"
                    + "  notes.get('job ' + job).onsuccess = function(event) {"
                    + "    answer.value = event.target.result || null;"
                    + "  };"
                    + "});")
    final native JSPromise<JSObject> noteOn(String job);

    /** Leaves a note on an unfinished job, or takes it away; that is no change of the documents. */
    @JSBody(
            params = {"job", "note"},
            script = "var db = this;"
                    + "return new Promise(function(resolve, reject) {"
                    + "  var transaction = db.transaction('notes', 'readwrite'), notes = transaction.objectStore('notes');"
                    + "  transaction.oncomplete = function() { resolve(null); };"
                    + "  transaction.onabort = function() { reject(transaction.error); };"
                    + "  if (note === null) { notes.delete('job ' + job); } else { notes.put(note, 'job ' + job); }"
                    + "});")
    final native JSPromise<JSObject> note(String job, @Nullable JSObject note);
}
