package dev.nearside.browser.store;

import dev.nearside.browser.js.OriginFile;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBufferView;

/**
 * SHA-256 of each 4 MiB of a file, by the browser. Taken down while the file is checked as a whole, they check it again
 * later at the speed of native code and without the file in memory.
 */
@JSClass(transparent = true)
abstract class PieceHashes implements JSObject {

    /** For a file that arrives from its beginning. */
    @JSBody(
            script = "var piece = new Uint8Array(4194304), filled = 0, hashes = [];"
                    + "function hex(digest) {"
                    + "  return Array.from(new Uint8Array(digest), function(b) { return (b + 256).toString(16).slice(1); }).join('');"
                    + "}"
                    + "function end() {"
                    // The digest is of a copy, so the piece can be filled again at once.
                    + "  hashes.push(self.crypto.subtle.digest('SHA-256', piece.subarray(0, filled)).then(hex));"
                    + "  filled = 0;"
                    + "}"
                    + "return {"
                    + "  add: function(bytes) {"
                    + "    var from = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), at = 0;"
                    + "    while (at < from.length) {"
                    + "      var part = from.subarray(at, at + piece.length - filled);"
                    + "      piece.set(part, filled);"
                    + "      filled += part.length;"
                    + "      at += part.length;"
                    + "      if (filled === piece.length) { end(); }"
                    + "    }"
                    + "  },"
                    + "  finish: function() {"
                    + "    if (filled > 0) { end(); }"
                    + "    return Promise.all(hashes).then(JSON.stringify);"
                    + "  }"
                    + "};")
    static native PieceHashes create();

    /** The next bytes. */
    abstract void add(ArrayBufferView bytes);

    /** All hashes as a text. */
    abstract JSPromise<JSString> finish();

    /** Whether a file has the hashes of that text; false too if it is no such text. */
    @JSBody(
            params = {"file", "text"},
            script = "var PIECE = 4194304, size = file.getSize(), expected, next = 0, good = true;"
                    + "try { expected = JSON.parse(text); } catch (e) { return Promise.resolve(false); }"
                    + "function hex(digest) {"
                    + "  return Array.from(new Uint8Array(digest), function(b) { return (b + 256).toString(16).slice(1); }).join('');"
                    + "}"
                    + "function work(piece) {"
                    + "  if (!good || next === expected.length) { return Promise.resolve(); }"
                    + "  var index = next++, part = piece.subarray(0, Math.min(PIECE, size - index * PIECE));"
                    + "  if (file.read(part, {at: index * PIECE}) !== part.length) { good = false; return Promise.resolve(); }"
                    // The digest is of a copy, so the piece can be filled again at once.
                    + "  return self.crypto.subtle.digest('SHA-256', part).then(function(digest) {"
                    + "    good = good && hex(digest) === expected[index];"
                    + "    return work(piece);"
                    + "  });"
                    + "}"
                    + "if (!Array.isArray(expected) || expected.length !== Math.ceil(size / PIECE)) {"
                    + "  return Promise.resolve(false);"
                    + "}"
                    + "return Promise.all([1, 2, 3].map(function() { return work(new Uint8Array(PIECE)); }))"
                    + "  .then(function() { return good; });")
    static native JSPromise<JSBoolean> verify(OriginFile file, String text);

    /** The SHA-256 of these bytes. */
    @JSBody(
            params = "bytes",
            script = "return self.crypto.subtle.digest('SHA-256', bytes).then(function(digest) {"
                    + "  return Array.from(new Uint8Array(digest), function(b) { return (b + 256).toString(16).slice(1); }).join('');"
                    + "});")
    static native JSPromise<JSString> hexOf(ArrayBufferView bytes);
}
