package dev.nearside.browser.search;

import dev.nearside.browser.js.Host;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import dev.nearside.error.Cancelled;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * Reads the text of PDFs with pdf.js, which is loaded when the first one comes and works in a worker of its own: what a
 * broken file does there, it does not do to the engine.
 */
final class PdfReader {
    private final HostMemory memory;
    private @Nullable JSObject library;
    private @Nullable JSObject reader;

    PdfReader(HostMemory memory) {
        this.memory = memory;
    }

    /**
     * The text of each page; empty where there is none.
     *
     * @param bytes the file, used up by this
     * @throws InvalidInput if it is encrypted or no PDF
     * @throws Cancelled if it is not wanted any more
     */
    List<String> pages(String name, Uint8Array bytes, Work work) {
        StepProgress progress = work.step("reading");
        try {
            PdfFile file =
                    Promises.awaitValue(PdfFile.open(started(), bytes, Host.address("/pdf/cmaps.bin"), work.signal()));
            List<String> pages = new ArrayList<>();
            int count = file.getPages();
            for (int number = 1; number <= count; number++) {
                progress.at(number - 1, count);
                PdfFile.Page page = Promises.awaitValue(file.page(number));
                pages.add(PdfLayout.text(page.getRuns(), memory.copyInts(page.getLayout())));
            }
            Promises.join(file.close());
            return pages;
        } catch (JsFailure e) {
            close();
            if (work.signal().isAborted()) {
                throw new Cancelled("reading " + name + " was cancelled", e);
            }
            throw new InvalidInput(problem(name, e), e);
        }
    }

    private static String problem(String name, JsFailure e) {
        return switch (e.name()) {
            case "PasswordException" -> name + " is encrypted: save a copy without a password and add that";
            case "InvalidPDFException" -> name + " is broken or no PDF (" + e.getMessage() + ")";
            default -> name + " could not be read as a PDF: " + e.getMessage();
        };
    }

    private JSObject started() {
        if (library == null) {
            library = Promises.awaitValue(Host.importModule(Host.address("/pdf/pdf.mjs")));
        }
        if (reader == null) {
            reader = PdfFile.startReader(library, Host.address("/pdf/pdf.worker.mjs"));
        }
        return reader;
    }

    /** Ends the worker, whatever it does; the next PDF starts another. */
    void close() {
        if (reader != null) {
            PdfFile.endReader(reader);
            reader = null;
        }
    }
}
