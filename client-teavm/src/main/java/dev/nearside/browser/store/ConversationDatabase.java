package dev.nearside.browser.store;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * The IndexedDB database of conversations, {@code {id, revision, json}}. Promises are fulfilled when a transaction is
 * complete and rejected when it was rolled back.
 */
@JSClass(transparent = true)
abstract class ConversationDatabase implements JSObject {

    /**
     * Opens the database, and makes it the first time.
     *
     * @param changed told when another tab has changed something
     */
    @JSBody(
            params = {"name", "changed"},
            script = "return new Promise(function(resolve, reject) {"
                    + "  var request = indexedDB.open(name, 1), channel = new BroadcastChannel(name);"
                    + "  channel.onmessage = function() { changed(); };"
                    + "  request.onupgradeneeded = function() {"
                    + "    request.result.createObjectStore('conversations', {keyPath: 'id'});"
                    + "  };"
                    + "  request.onsuccess = function() {"
                    + "    var db = request.result;"
                    + "    db.onversionchange = function() { db.close(); };"
                    + "    db.run = function(mode, work) {"
                    + "      return new Promise(function(resolve, reject) {"
                    + "        var transaction = db.transaction('conversations', mode), answer = {value: null};"
                    + "        transaction.oncomplete = function() {"
                    + "          if (mode === 'readwrite') { channel.postMessage(null); }"
                    + "          resolve(answer.value);"
                    + "        };"
                    + "        transaction.onabort = function() {"
                    + "          reject(transaction.error || new Error('the transaction was rolled back'));"
                    + "        };"
                    + "        work(transaction.objectStore('conversations'), answer);"
                    + "      });"
                    + "    };"
                    + "    resolve(db);"
                    + "  };"
                    + "  request.onerror = function() { channel.close(); reject(request.error); };"
                    + "});")
    static native JSPromise<ConversationDatabase> open(String name, Changed changed);

    /** All records. */
    @JSBody(
            script = "return this.run('readonly', function(store, answer) {"
                    + "  store.getAll().onsuccess = function(event) { answer.value = event.target.result; };"
                    + "});")
    final native JSPromise<JSArrayReader<JSObject>> all();

    /** Writes a record if it is the one after what is there; tells {@code kept}, {@code changed} or {@code gone}. */
    @JSBody(
            params = {"id", "revision", "json"},
            script = "return this.run('readwrite', function(store, answer) {"
                    + "  store.get(id).onsuccess = function(event) {"
                    + "    var there = event.target.result;"
                    + "    if (!there && revision > 1) { answer.value = 'gone'; return; }"
                    + "    if (there && there.revision !== revision - 1) { answer.value = 'changed'; return; }"
                    + "    answer.value = 'kept';"
                    + "    store.put({id: id, revision: revision, json: json});"
                    + "  };"
                    + "});")
    final native JSPromise<JSString> keep(String id, int revision, String json);

    /** Writes a record. */
    @JSBody(
            params = {"id", "revision", "json"},
            script = "return this.run('readwrite', function(store) {"
                    + "  store.put({id: id, revision: revision, json: json});"
                    + "});")
    final native JSPromise<JSObject> restore(String id, int revision, String json);

    /** Takes a record out. */
    @JSBody(params = "id", script = "return this.run('readwrite', function(store) { store.delete(id); });")
    final native JSPromise<JSObject> remove(String id);

    /** Takes everything out. */
    @JSBody(script = "return this.run('readwrite', function(store) { store.clear(); });")
    final native JSPromise<JSObject> clear();

    /** Told that another tab changed something. */
    @JSFunctor
    interface Changed extends JSObject {
        void changed();
    }
}
