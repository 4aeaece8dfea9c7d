package dev.nearside.browser.search;

import dev.nearside.browser.js.Blob;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.error.Cancelled;
import dev.nearside.error.DeviceLost;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;

/** Adds files, one after the other, each with an outcome of its own. */
final class AddCalls {
    private final Library library;
    private final HostMemory memory;
    private final Function<Call, Embedder> embedders;
    private final Consumer<String> log;

    AddCalls(Library library, HostMemory memory, Function<Call, Embedder> embedders, Consumer<String> log) {
        this.library = library;
        this.memory = memory;
        this.embedders = embedders;
        this.log = log;
    }

    JSObject add(JSObject argument, Call call) {
        String job = String.valueOf(JsObjects.text(argument, "job"));
        List<PickedFile> files = files(JsObjects.get(argument, "files"));
        JSArray<JSObject> outcomes = new JSArray<>();
        if (files.isEmpty()) {
            return outcomes;
        }
        Indexing.Batch batch = new Indexing.Batch(job, new LatestEmbedder(embedders, call), new NamesOfCall());
        Attempts attempts = Attempts.of(job, library.store());
        Indexing indexing = new Indexing(library, memory);
        try {
            for (int i = 0; i < files.size(); i++) {
                Work work = new FileProgress(call, files.get(i).name(), i, files.size());
                PickedFile file = files.get(i);
                work.check();
                outcomes.push(add(file, attempts, () -> indexing.index(file, batch, work)));
            }
            attempts.end();
        } finally {
            indexing.end();
        }
        return outcomes;
    }

    private JSObject add(PickedFile file, Attempts attempts, Supplier<Indexing.Outcome> indexing) {
        try {
            attempts.begin(file.name());
            JSObject outcome = Answers.added(file.name(), indexing.get());
            attempts.done();
            return outcome;
        } catch (Cancelled | DeviceLost e) {
            throw e;
        } catch (RuntimeException e) {
            attempts.done();
            // Whatever is wrong with one file, the others are not to suffer; the reason is told with its outcome.
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            log.accept("not indexed: " + reason);
            return Answers.refused(file.name(), reason);
        }
    }

    private static List<PickedFile> files(@Nullable JSObject list) {
        List<PickedFile> files = new ArrayList<>();
        if (list == null) {
            throw new InvalidInput("search.add takes an array of files");
        }
        JSArrayReader<JSObject> given = entries(list);
        for (int i = 0; i < given.getLength(); i++) {
            String name = JsObjects.text(given.get(i), "name");
            JSObject blob = JsObjects.get(given.get(i), "blob");
            String called = name == null ? "file " + i : name;
            if (blob == null || !Blob.isBlob(blob)) {
                files.add(PickedFile.unusable(called, called + " is no File, no Blob and has no text"));
            } else if (name == null) {
                files.add(PickedFile.unusable(called, called + " has no name"));
            } else {
                files.add(new PickedFile(name, (Blob) blob, null));
            }
        }
        return files;
    }

    @SuppressWarnings("unchecked")
    private static JSArrayReader<JSObject> entries(JSObject list) {
        return (JSArrayReader<JSObject>) list;
    }
}
