package dev.nearside.browser.search;

import dev.nearside.browser.js.AbortSignal;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** An open PDF: the binding of pdf.js, as far as text needs it. */
@JSClass(transparent = true)
abstract class PdfFile implements JSObject {

    /**
     * Starts pdf.js's worker: {@code {library, worker, pdfWorker}}.
     *
     * @param library its module
     * @param address of its worker's script
     */
    @JSBody(
            params = {"library", "address"},
            script =
                    "var worker = new Worker(address, {type: 'module', name: 'pdf'});"
                            + "return {library: library, worker: worker, pdfWorker: new library.PDFWorker({port: worker, verbosity: 0})};")
    static native JSObject startReader(JSObject library, String address);

    @JSBody(params = "reader", script = "reader.pdfWorker.destroy(); reader.worker.terminate();")
    static native void endReader(JSObject reader);

    /**
     * Opens a PDF.
     *
     * @param bytes the file; moved to pdf.js's worker
     * @param tables address of pdf.js's character codes, see {@code web/bundler/inputs.mjs}; fetched when a font needs one
     * @return rejected with {@code PasswordException} or {@code InvalidPDFException}, with {@code AbortError} when the
     *     signal was aborted, or when the worker failed
     */
    @JSBody(
            params = {"reader", "bytes", "tables", "signal"},
            script = "var failed = new Promise(function(_, reject) {"
                    + "  function abort() { var e = new Error('cancelled'); e.name = 'AbortError'; reject(e); }"
                    + "  if (signal.aborted) { abort(); } else { signal.addEventListener('abort', abort, {once: true}); }"
                    + "  reader.worker.addEventListener('error', function(event) {"
                    + "    event.preventDefault(); reject(new Error(event.message || 'the reader of PDFs failed'));"
                    + "  });"
                    + "});"
                    + "failed.catch(function() {});"
                    + "function table(name) {"
                    + "  reader.tables = reader.tables || fetch(tables).then(function(answer) {"
                    + "    if (!answer.ok) { throw new Error('the server answered ' + answer.status + ' for ' + tables); }"
                    + "    return answer.arrayBuffer();"
                    + "  }).then(function(all) {"
                    + "    var start = 4 + new DataView(all).getUint32(0, true);"
                    + "    var places = JSON.parse(new TextDecoder().decode(new Uint8Array(all, 4, start - 4)));"
                    + "    return {all: all, start: start, places: places};"
                    + "  });"
                    + "  return reader.tables.then(function(tables) {"
                    + "    var place = tables.places[name];"
                    + "    if (!place) { throw new Error('there is no table ' + name); }"
                    + "    return new Uint8Array(tables.all.slice(tables.start + place[0], tables.start + place[1]));"
                    + "  });"
                    + "}"
                    + "function Tables() { this.fetch = function(request) { return table(request.filename); }; }"
                    + "var task = reader.library.getDocument({"
                    + "  data: bytes, worker: reader.pdfWorker, BinaryDataFactory: Tables, cMapUrl: 'cmaps/', cMapPacked: true,"
                    + "  useWorkerFetch: false, isEvalSupported: false, disableFontFace: true, useSystemFonts: false,"
                    + "  useWasm: false, verbosity: 0"
                    + "});"
                    + "return Promise.race([task.promise, failed]).then(function(pdf) {"
                    + "  return {pdf: pdf, task: task, failed: failed, pages: pdf.numPages};"
                    + "});")
    static native JSPromise<PdfFile> open(JSObject reader, Uint8Array bytes, String tables, AbortSignal signal);

    /** How many pages it has. */
    @JSProperty
    abstract int getPages();

    /** What stands on a page, from 1. */
    @JSBody(
            params = "number",
            script = "return Promise.race([this.failed, this.pdf.getPage(number).then(function(page) {"
                    + "  return page.getTextContent().then(function(content) {"
                    + "    page.cleanup();"
                    + "    var layout = new Int32Array(4 * content.items.length), runs = [];"
                    + "    content.items.forEach(function(item, i) {"
                    + "      var t = item.transform, height = Math.hypot(t[2], t[3]);"
                    + "      runs.push(item.str);"
                    + "      layout.set([item.str.length, item.hasEOL ? 1 : 0, 10 * t[5], 10 * height], 4 * i);"
                    + "    });"
                    + "    return {runs: runs.join(''), layout: layout};"
                    + "  });"
                    + "})]);")
    final native JSPromise<Page> page(int number);

    /** Lets go of it. */
    @JSBody(script = "return this.task.destroy();")
    final native JSPromise<JSObject> close();

    /** The runs of characters on a page, and where they are: see {@link PdfLayout}. */
    @JSClass(transparent = true)
    abstract static class Page implements JSObject {
        @JSProperty
        abstract String getRuns();

        @JSProperty
        abstract Int32Array getLayout();
    }
}
