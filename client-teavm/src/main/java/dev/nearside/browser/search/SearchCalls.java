package dev.nearside.browser.search;

import dev.nearside.browser.js.ByteTransfer;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.browser.store.DocumentStore;
import dev.nearside.embedding.EmbeddingProgress;
import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.Passage;
import dev.nearside.retrieval.SearchMode;
import dev.nearside.retrieval.SearchOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;

/** What the page can ask of the documents: {@code near.search}, argument in, answer out. */
public final class SearchCalls {
    /** The model of all vectors here. */
    public static final String MODEL = "all-minilm-l6-v2";

    private static final int DIMENSIONS = 384;
    private static final int USUAL_LIMIT = 10;

    private final Library library;
    private final AddCalls adding;
    private final Renewal renewal;
    private final Archive archive;
    private final Function<Call, Embedder> embedders;

    /** @param embedders gives {@link #MODEL}, loaded if it is not, whose loading is that call's progress */
    public SearchCalls(Function<Call, Embedder> embedders, Consumer<String> log) {
        HostMemory memory = new HostMemory();
        ByteTransfer transfer = new ByteTransfer(memory);
        this.library = new Library(new DocumentStore(), transfer, MODEL, DIMENSIONS, log);
        this.adding = new AddCalls(library, memory, embedders, log);
        this.renewal = new Renewal(library, new Indexing(library, memory), log);
        this.archive = new Archive(library, transfer);
        this.embedders = embedders;
    }

    /** Indexes files: {@code {job, files: [{name, blob}]}}. */
    public JSObject add(JSObject argument, Call call) {
        return adding.add(argument, call);
    }

    /** All documents. */
    public JSObject documents() {
        library.refresh();
        JSArray<JSObject> list = new JSArray<>();
        for (Library.Kept kept : library.all()) {
            list.push(Answers.document(kept));
        }
        return Answers.byName(list);
    }

    /** Forgets the document {@code id}; whether it was there. */
    public JSObject remove(JSObject argument) {
        library.refresh();
        return JSBoolean.valueOf(library.remove(id(argument)));
    }

    /** Forgets all documents. */
    public @Nullable JSObject clear() {
        library.clear();
        return null;
    }

    /** Answers a question: {@code {text, limit, documents}}; all documents where {@code documents} is missing. */
    public JSObject query(JSObject argument, Call call) {
        String text = JsObjects.text(argument, "text");
        if (text == null || text.isBlank()) {
            throw new InvalidInput("search.query takes a question in words");
        }
        SearchOptions options = options(argument);
        library.refresh();
        if (library.isEmpty() || namesNone(argument)) {
            return finish(Answers.found(List.of()), null, 0, 0);
        }
        Embedder embedder = new LatestEmbedder(embedders, call);
        double start = JsObjects.now();
        float[] vector = embedder.embed(List.of(text), EmbeddingProgress.NONE).get(0);
        call.check();
        double embedded = JsObjects.now();
        List<Passage> passages = library.index().search(text, vector, options);
        double end = JsObjects.now();
        renewal.begin(embedder);
        return finish(Answers.found(passages), embedder, embedded - start, end - embedded);
    }

    private static JSObject finish(JSObject answer, @Nullable Embedder embedder, double embed, double search) {
        JSObject timings = JsObjects.create();
        JsObjects.set(timings, "embed", embed);
        JsObjects.set(timings, "search", search);
        JsObjects.set(answer, "timings", timings);
        JsObjects.set(answer, "model", MODEL);
        String provider = embedder == null ? null : embedder.provider();
        JsObjects.set(answer, "provider", provider);
        return answer;
    }

    /** Of no documents there are no passages; only where the list is missing are all documents meant. */
    private static boolean namesNone(JSObject argument) {
        JSObject ids = JsObjects.get(argument, "documents");
        return ids != null && texts(ids).length == 0;
    }

    private static SearchOptions options(JSObject argument) {
        double limit = JsObjects.number(argument, "limit", USUAL_LIMIT);
        if (!(limit >= 1 && limit <= SearchOptions.MAX_LIMIT && limit == Math.floor(limit))) {
            throw new InvalidInput("limit is a whole number from 1 to " + SearchOptions.MAX_LIMIT);
        }
        JSObject ids = JsObjects.get(argument, "documents");
        Set<String> documents = new HashSet<>();
        if (ids != null) {
            documents.addAll(List.of(texts(ids)));
        }
        return new SearchOptions((int) limit, documents, SearchMode.FUSED);
    }

    /** The document {@code id} as it was indexed. */
    public JSObject open(JSObject argument) {
        library.refresh();
        String id = id(argument);
        Library.Kept kept = library.find(id);
        if (kept == null) {
            throw new InvalidInput("no document '" + id + "' is indexed; it may have been removed");
        }
        return Answers.opened(kept);
    }

    /** All documents as one Blob, or those of {@code documents}, an array of ids. */
    public JSObject exportAll(JSObject argument, Call call) {
        JSObject ids = JsObjects.get(argument, "documents");
        return archive.write(ids == null ? library.ids() : List.of(texts(ids)), call);
    }

    /** Adds the documents of {@code file}, a Blob: {@code {documents, replaced}}. */
    public JSObject importAll(JSObject argument, Call call) {
        Archive.Taken taken = archive.read(JsObjects.get(argument, "file"), call);
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "documents", taken.documents());
        JsObjects.set(answer, "replaced", taken.replaced());
        return answer;
    }

    private static String id(JSObject argument) {
        String id = JsObjects.text(argument, "id");
        if (id == null) {
            throw new InvalidInput("a document's id is needed; search.documents() lists them");
        }
        return id;
    }

    @JSBody(params = "values", script = "return values;")
    private static native String[] texts(JSObject values);
}
